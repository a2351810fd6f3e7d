CREATE TABLE "mail_optouts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_optouts_address_unique" UNIQUE("address")
);
--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "terms_version" text;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "terms_accepted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "reminder_consent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "reminded_at" timestamp with time zone;