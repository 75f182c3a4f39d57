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
              version = ">= 4.0"
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
            .formatted(Quoted.hcl(ConsoleSteps.outputDescription(side)));
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
