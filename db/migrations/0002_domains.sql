CREATE TABLE "domain_claims" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"website_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"token" text NOT NULL,
	"state" text,
	"findings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"checked_at" timestamp with time zone,
	"checks_in_vain" integer DEFAULT 0 NOT NULL,
	"next_check_at" timestamp with time zone,
	"points_here_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"outcome" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "servers" ADD COLUMN "public_ipv4" text;--> statement-breakpoint
ALTER TABLE "servers" ADD COLUMN "public_ipv6" text;--> statement-breakpoint
ALTER TABLE "domain_claims" ADD CONSTRAINT "domain_claims_website_id_websites_id_fk" FOREIGN KEY ("website_id") REFERENCES "public"."websites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "domain_claims_open_key" ON "domain_claims" USING btree ("website_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "domain_claims_next_check_at_idx" ON "domain_claims" USING btree ("next_check_at") WHERE ended_at is null;