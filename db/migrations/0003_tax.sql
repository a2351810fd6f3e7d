ALTER TABLE "checkout_sessions" ADD COLUMN "paid_amount" integer;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "tax_amount" integer;