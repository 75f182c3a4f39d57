# Private route to Pinecone's environment eastus2-5e25.prod-azure, in azure eastus2.

terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.0, < 5.0"
    }
  }
}

variable "resource_group_name" {
  description = "Name of the resource group."
  type        = string

  validation {
    condition     = can(regex("^[-A-Za-z0-9_.()]{1,90}$", var.resource_group_name))
    error_message = "Expected a value such as network-group."
  }
}

variable "virtual_network_id" {
  description = "Resource ID of the virtual network of the applications."
  type        = string

  validation {
    condition     = can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$", var.virtual_network_id))
    error_message = "Expected a value such as /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK."
  }
}

variable "subnet_id" {
  description = "Resource ID of the subnet for the endpoint."
  type        = string

  validation {
    condition     = can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+/subnets/[^/]+$", var.subnet_id))
    error_message = "Expected a value such as /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK/subnets/SUBNET."
  }
}

variable "container_app_environment_id" {
  description = "Resource ID of the Container Apps environment, in the virtual network."
  type        = string

  validation {
    condition     = can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.App/managedEnvironments/[^/]+$", var.container_app_environment_id))
    error_message = "Expected a value such as /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.App/managedEnvironments/ENVIRONMENT."
  }
}

variable "identity_id" {
  description = "Resource ID of the user-assigned identity that may read the secret and the image."
  type        = string

  validation {
    condition     = can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.ManagedIdentity/userAssignedIdentities/[^/]+$", var.identity_id))
    error_message = "Expected a value such as /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.ManagedIdentity/userAssignedIdentities/IDENTITY."
  }
}

variable "api_key_secret_id" {
  description = "URI of the secret of Key Vault that is the API key."
  type        = string

  validation {
    condition     = can(regex("^https://[a-zA-Z0-9-]+\\.vault\\.azure\\.net/secrets/[^/]+(/[^/]+)?$", var.api_key_secret_id))
    error_message = "Expected a value such as https://my-vault.vault.azure.net/secrets/pinecone."
  }
}

resource "azurerm_private_endpoint" "pinecone" {
  name                = "pinecone-eastus2-5e25-prod-azure"
  location            = "eastus2"
  resource_group_name = var.resource_group_name
  subnet_id           = var.subnet_id

  private_service_connection {
    name                              = "pinecone-eastus2-5e25-prod-azure"
    private_connection_resource_alias = "pinecone.bdbc7759-0243-46c1-af51-794c4602745b.eastus2.azure.privatelinkservice"
    is_manual_connection              = true
    request_message                   = "Private endpoint for Pinecone"
  }
}

resource "azurerm_private_dns_zone" "pinecone" {
  name                = "private.eastus2-5e25.prod-azure.pinecone.io"
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
  description = "Register this ID in Pinecone's console: Settings, Network, Private endpoints."
  value       = azurerm_private_endpoint.pinecone.id
}

# Checks the route every 15 minutes.
resource "azurerm_container_app_job" "doctor" {
  name                         = "doctor-eastus2-5e25-prod-azure"
  location                     = "eastus2"
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

  registry {
    server   = "example.azurecr.io"
    identity = var.identity_id
  }

  secret {
    name                = "api-key"
    identity            = var.identity_id
    key_vault_secret_id = var.api_key_secret_id
  }

  template {
    container {
      name    = "doctor"
      image   = "example.azurecr.io/pinelink-local:0.1.0"
      cpu     = 0.25
      memory  = "0.5Gi"
      command = ["java", "-Xmx96m", "-XX:+UseSerialGC", "-jar", "/opt/pinelink/pinelink.jar"]
      args    = ["watch", "docs-a1b234c.svc.private.eastus2-5e25.prod-azure.pinecone.io", "--once", "--json"]

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
