package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.TerraformZone;
import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Quoted;
import io.pinelink.cli.template.ResourceName;
import io.pinelink.routing.Cloud;

/** Google Cloud's part, Private Service Connect, as Terraform configuration. */
final class GoogleTerraform {
  private GoogleTerraform() {}

  static String of(CustomerSide side) {
    return """
        # %s.

        terraform {
          required_providers {
            google = {
              source  = "hashicorp/google"
              version = ">= 6.0, < 7.0"
            }
          }
        }
        """
            .formatted(side.title())
        + Hcl.variables(side.inputs())
        + endpoint(side)
        + TerraformZone.zone(Cloud.GCP, side.zone())
        + TerraformZone.record(
            Cloud.GCP, side.zone(), "A", "[google_compute_address.pinecone.address]")
        + """

        output "connection_id" {
          description = "ID of the connection, which the service attachment accepts."
          value       = google_compute_forwarding_rule.pinecone.psc_connection_id
        }
        """
        + (side.doctor() == null ? "" : doctor(side, side.doctor()));
  }

  private static String doctor(CustomerSide side, ScheduledDoctor doctor) {
    doctor.requireGoogleRegistry();
    return """

    # Checks the route every 15 minutes.
    resource "google_cloud_run_v2_job" "doctor" {
      name                = %1$s
      location            = %2$s
      deletion_protection = false

      template {
        template {
          service_account = var.service_account
          timeout         = "%3$ds"
          max_retries     = 0

          containers {
            image   = %4$s
            command = %5$s
            args    = %6$s

            env {
              name  = %7$s
              value = %8$s
            }

            env {
              name = %9$s

              value_source {
                secret_key_ref {
                  secret  = var.api_key_secret
                  version = "latest"
                }
              }
            }
          }

          vpc_access {
            egress = "PRIVATE_RANGES_ONLY"

            network_interfaces {
              network    = var.network
              subnetwork = var.subnetwork
            }
          }
        }
      }
    }

    resource "google_cloud_run_v2_job_iam_member" "doctor" {
      name     = google_cloud_run_v2_job.doctor.name
      location = %2$s
      role     = "roles/run.invoker"
      member   = "serviceAccount:${var.service_account}"
    }

    resource "google_cloud_scheduler_job" "doctor" {
      name     = %1$s
      region   = %2$s
      schedule = %10$s

      http_target {
        http_method = "POST"
        uri         = "https://run.googleapis.com/v2/${google_cloud_run_v2_job.doctor.id}:run"

        oauth_token {
          service_account_email = var.service_account
        }
      }
    }
    """
        .formatted(
            Quoted.hcl(ResourceName.of(side.name() + "-doctor", CustomerSide.MAX_NAME)),
            Quoted.hcl(side.service().region()),
            ScheduledDoctor.TIMEOUT_SECONDS,
            Quoted.hcl(doctor.image()),
            Hcl.list(ScheduledDoctor.PROGRAM),
            Hcl.list(doctor.arguments()),
            Quoted.hcl(ScheduledDoctor.POLICY_VARIABLE),
            Quoted.hcl(ScheduledDoctor.POLICY),
            Quoted.hcl(ScheduledDoctor.KEY_VARIABLE),
            Quoted.hcl(ScheduledDoctor.CRON));
  }

  private static String endpoint(CustomerSide side) {
    return """

    resource "google_compute_address" "pinecone" {
      name         = %1$s
      region       = %2$s
      subnetwork   = var.subnetwork
      address_type = "INTERNAL"
    }

    resource "google_compute_forwarding_rule" "pinecone" {
      name                  = %1$s
      region                = %2$s
      network               = var.network
      ip_address            = google_compute_address.pinecone.id
      target                = %3$s
      load_balancing_scheme = ""
    }
    """
        .formatted(
            Quoted.hcl(side.name()),
            Quoted.hcl(side.service().region()),
            Quoted.hcl(side.service().name()));
  }
}
