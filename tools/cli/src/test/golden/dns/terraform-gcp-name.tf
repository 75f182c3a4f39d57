# Private zone of Pinecone's environment gcp-us-central1-26bf.byoc.

variable "network" {
  description = "VPC network of the applications."
  type        = string

  validation {
    condition     = can(regex("^projects/[^/]+/global/networks/[a-z][-a-z0-9]*$", var.network))
    error_message = "Expected a value such as projects/my-project/global/networks/default."
  }
}

variable "endpoint_name" {
  description = "DNS name of the endpoint."
  type        = string
  default     = "endpoint.example.com"

  validation {
    condition     = can(regex("^[a-z0-9_-]+(\\.[a-z0-9_-]+)+$", var.endpoint_name))
    error_message = "Expected a value such as vpce-1a2b-3c4d.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com."
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

resource "google_dns_record_set" "pinecone_cname" {
  managed_zone = google_dns_managed_zone.pinecone.name
  name         = "*.private.gcp-us-central1-26bf.byoc.pinecone.io."
  type         = "CNAME"
  ttl          = 60
  rrdatas      = ["${var.endpoint_name}."]
}
