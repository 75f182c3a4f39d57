# Private route to Pinecone's environment @{environment}, in azure @{region}.

terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.0, < 5.0"
    }
  }
}
@{inputs}

resource "azurerm_private_endpoint" "pinecone" {
  name                = "@{name}"
  location            = "@{region}"
  resource_group_name = var.resource_group_name
  subnet_id           = var.subnet_id

  private_service_connection {
    name                              = "@{name}"
    private_connection_resource_alias = "@{service}"
    is_manual_connection              = true
    request_message                   = "Private endpoint for Pinecone"
  }
}

resource "azurerm_private_dns_zone" "pinecone" {
  name                = "@{zone}"
  resource_group_name = var.resource_group_name
}

resource "azurerm_private_dns_zone_virtual_network_link" "pinecone" {
  name                  = "pinecone"
  resource_group_name   = var.resource_group_name
  private_dns_zone_name = azurerm_private_dns_zone.pinecone.name
  virtual_network_id    = var.virtual_network_id
  registration_enabled  = false
}

resource "azurerm_private_dns_a_record" "pinecone" {
  name                = "*"
  zone_name           = azurerm_private_dns_zone.pinecone.name
  resource_group_name = var.resource_group_name
  ttl                 = 60
  records             = [azurerm_private_endpoint.pinecone.private_service_connection[0].private_ip_address]
}

output "endpoint_id" {
  description = "@{output}"
  value       = azurerm_private_endpoint.pinecone.id
}
@if doctor

# Checks the route every 15 minutes.
resource "azurerm_container_app_job" "doctor" {
  name                         = "@{job}"
  location                     = "@{region}"
  resource_group_name          = var.resource_group_name
  container_app_environment_id = var.container_app_environment_id
  replica_timeout_in_seconds   = 300
  replica_retry_limit          = 0

  schedule_trigger_config {
    cron_expression = "*/15 * * * *"
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [var.identity_id]
  }
@if registry

  registry {
    server   = "@{registry}"
    identity = var.identity_id
  }
@end

  secret {
    name                = "api-key"
    identity            = var.identity_id
    key_vault_secret_id = var.api_key_secret_id
  }

  template {
    container {
      name    = "doctor"
      image   = "@{image}"
      cpu     = 0.25
      memory  = "0.5Gi"
      command = ["java", "-Xmx96m", "-XX:+UseSerialGC", "-jar", "/opt/pinelink/pinelink.jar"]
      args    = ["@{arguments}"]

      env {
        name  = "PINELINK_ROUTE_POLICY"
        value = "private-required"
      }

      env {
        name        = "PINECONE_API_KEY"
        secret_name = "api-key"
      }
    }
  }
}
@end
