package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.TerraformZone;
import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Quoted;
import io.pinelink.routing.Cloud;

/** Azure's part as Terraform configuration. */
final class AzureTerraform {
  private AzureTerraform() {}

  static String of(CustomerSide side) {
    return """
        # %s.

        terraform {
          required_providers {
            azurerm = {
              source  = "hashicorp/azurerm"
              version = ">= 4.0, < 5.0"
            }
          }
        }
        """
            .formatted(side.title())
        + Hcl.variables(side.inputs())
        + endpoint(side)
        + TerraformZone.zone(Cloud.AZURE, side.zone())
        + TerraformZone.record(
            Cloud.AZURE,
            side.zone(),
            "A",
            "[azurerm_private_endpoint.pinecone.private_service_connection[0].private_ip_address]")
        + """

        output "endpoint_id" {
          description = %s
          value       = azurerm_private_endpoint.pinecone.id
        }
        """
            .formatted(Quoted.hcl(ConsoleSteps.outputDescription(side)))
        + (side.doctor() == null ? "" : doctor(side, side.doctor()));
  }

  private static String doctor(CustomerSide side, ScheduledDoctor doctor) {
    String registry =
        doctor
            .azureRegistry()
            .map(
                server ->
                    """

                      registry {
                        server   = %s
                        identity = var.identity_id
                      }
                    """
                        .formatted(Quoted.hcl(server)))
            .orElse("");
    return """

    # Checks the route every 15 minutes.
    resource "azurerm_container_app_job" "doctor" {
      name                         = %1$s
      location                     = %2$s
      resource_group_name          = var.resource_group_name
      container_app_environment_id = var.container_app_environment_id
      replica_timeout_in_seconds   = %3$d
      replica_retry_limit          = 0

      schedule_trigger_config {
        cron_expression = %4$s
      }

      identity {
        type         = "UserAssigned"
        identity_ids = [var.identity_id]
      }
    %5$s
      secret {
        name                = "api-key"
        identity            = var.identity_id
        key_vault_secret_id = var.api_key_secret_id
      }

      template {
        container {
          name    = "doctor"
          image   = %6$s
          cpu     = 0.25
          memory  = "0.5Gi"
          command = %7$s
          args    = %8$s

          env {
            name  = %9$s
            value = %10$s
          }

          env {
            name        = %11$s
            secret_name = "api-key"
          }
        }
      }
    }
    """
        .formatted(
            Quoted.hcl(ScheduledDoctor.azureName(side.environment())),
            Quoted.hcl(side.service().region()),
            ScheduledDoctor.TIMEOUT_SECONDS,
            Quoted.hcl(ScheduledDoctor.CRON),
            registry,
            Quoted.hcl(doctor.image()),
            Hcl.list(ScheduledDoctor.PROGRAM),
            Hcl.list(doctor.arguments()),
            Quoted.hcl(ScheduledDoctor.POLICY_VARIABLE),
            Quoted.hcl(ScheduledDoctor.POLICY),
            Quoted.hcl(ScheduledDoctor.KEY_VARIABLE));
  }

  private static String endpoint(CustomerSide side) {
    return """

    resource "azurerm_private_endpoint" "pinecone" {
      name                = %1$s
      location            = %2$s
      resource_group_name = var.resource_group_name
      subnet_id           = var.subnet_id

      private_service_connection {
        name                              = %1$s
        private_connection_resource_alias = %3$s
        is_manual_connection              = true
        request_message                   = "Private endpoint for Pinecone"
      }
    }
    """
        .formatted(
            Quoted.hcl(side.name()),
            Quoted.hcl(side.service().region()),
            Quoted.hcl(side.service().name()));
  }
}
