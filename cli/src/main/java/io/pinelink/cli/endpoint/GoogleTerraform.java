package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.TerraformZone;
import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Quoted;
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
              version = ">= 5.0"
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
        """;
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
