# Private route to Pinecone's environment gcp-us-central1-26bf.byoc, in gcp us-central1.

terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.0, < 7.0"
    }
  }
}

variable "network" {
  description = "VPC network of the applications."
  type        = string

  validation {
    condition     = can(regex("^projects/[^/]+/global/networks/[a-z][-a-z0-9]*$", var.network))
    error_message = "Expected a value such as projects/my-project/global/networks/default."
  }
}

variable "subnetwork" {
  description = "Subnetwork for the address of the endpoint."
  type        = string

  validation {
    condition     = can(regex("^projects/[^/]+/regions/[a-z0-9-]+/subnetworks/[a-z][-a-z0-9]*$", var.subnetwork))
    error_message = "Expected a value such as projects/my-project/regions/us-central1/subnetworks/default."
  }
}

resource "google_compute_address" "pinecone" {
  name         = "pinecone-gcp-us-central1-26bf-byoc"
  region       = "us-central1"
  subnetwork   = var.subnetwork
  address_type = "INTERNAL"
}

resource "google_compute_forwarding_rule" "pinecone" {
  name                  = "pinecone-gcp-us-central1-26bf-byoc"
  region                = "us-central1"
  network               = var.network
  ip_address            = google_compute_address.pinecone.id
  target                = "projects/my-project/regions/us-central1/serviceAttachments/pinecone-26bf"
  load_balancing_scheme = ""
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
  rrdatas      = [google_compute_address.pinecone.address]
}

output "connection_id" {
  description = "ID of the connection, which the service attachment accepts."
  value       = google_compute_forwarding_rule.pinecone.psc_connection_id
}
