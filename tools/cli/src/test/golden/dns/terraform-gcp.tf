# Private zone of Pinecone's environment gcp-us-central1-26bf.byoc.

variable "network" {
  description = "VPC network of the applications."
  type        = string

  validation {
    condition     = can(regex("^projects/[^/]+/global/networks/[a-z][-a-z0-9]*$", var.network))
    error_message = "Expected a value such as projects/my-project/global/networks/default."
  }
}

variable "endpoint_addresses" {
  description = "Addresses of the endpoint."
  type        = list(string)
  default     = ["10.0.1.5"]

  validation {
    condition     = length(var.endpoint_addresses) > 0 && alltrue([for value in var.endpoint_addresses : can(regex("^([0-9]{1,3}\\.){3}[0-9]{1,3}$", value))])
    error_message = "Expected values such as 10.0.1.5."
  }
}

variable "endpoint_ipv6_addresses" {
  description = "IPv6 addresses of the endpoint."
  type        = list(string)
  default     = ["fd00:0:0:0:0:0:0:5"]

  validation {
    condition     = length(var.endpoint_ipv6_addresses) > 0 && alltrue([for value in var.endpoint_ipv6_addresses : can(regex("^[0-9a-f:.]*:[0-9a-f:.]*$", value))])
    error_message = "Expected values such as fd00:0:0:0:0:0:0:7."
  }
}

resource "google_dns_managed_zone" "pinecone" {
  name       = "private-gcp-us-central1-26bf-byoc-pinecone-io"
  dns_name   = "private.gcp-us-central1-26bf.byoc.pinecone.io."
  visibility = "private"

  private_visibility_config {
    networks {
      network_url = var.network
    }
  }
}

resource "google_dns_record_set" "pinecone_a" {
  managed_zone = google_dns_managed_zone.pinecone.name
  name         = "*.private.gcp-us-central1-26bf.byoc.pinecone.io."
  type         = "A"
  ttl          = 60
  rrdatas      = var.endpoint_addresses
}

resource "google_dns_record_set" "pinecone_aaaa" {
  managed_zone = google_dns_managed_zone.pinecone.name
  name         = "*.private.gcp-us-central1-26bf.byoc.pinecone.io."
  type         = "AAAA"
  ttl          = 60
  rrdatas      = var.endpoint_ipv6_addresses
}
