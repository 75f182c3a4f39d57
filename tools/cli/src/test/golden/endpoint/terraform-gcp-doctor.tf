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

variable "service_account" {
  description = "Email of the service account that runs the doctor and may read the secret."
  type        = string

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+\\.gserviceaccount\\.com$", var.service_account))
    error_message = "Expected a value such as doctor@my-project.iam.gserviceaccount.com."
  }
}

variable "api_key_secret" {
  description = "Secret of Secret Manager that is the API key."
  type        = string

  validation {
    condition     = can(regex("^projects/[^/]+/secrets/[A-Za-z0-9_-]+$", var.api_key_secret))
    error_message = "Expected a value such as projects/my-project/secrets/pinecone."
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

# Checks the route every 15 minutes.
resource "google_cloud_run_v2_job" "doctor" {
  name                = "pinecone-gcp-us-central1-26bf-byoc-doctor"
  location            = "us-central1"
  deletion_protection = false

  template {
    template {
      service_account = var.service_account
      timeout         = "300s"
      max_retries     = 0

      containers {
        image   = "us-central1-docker.pkg.dev/my-project/tools/pinelink-local:0.1.0"
        command = ["java", "-Xmx96m", "-XX:+UseSerialGC", "-jar", "/opt/pinelink/pinelink.jar"]
        args    = ["watch", "docs-a1b234c.svc.private.gcp-us-central1-26bf.byoc.pinecone.io", "notes-a1b234c.svc.private.gcp-us-central1-26bf.byoc.pinecone.io", "--once", "--json"]

        env {
          name  = "PINELINK_ROUTE_POLICY"
          value = "private-required"
        }

        env {
          name = "PINECONE_API_KEY"

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
  location = "us-central1"
  role     = "roles/run.invoker"
  member   = "serviceAccount:${var.service_account}"
}

resource "google_cloud_scheduler_job" "doctor" {
  name     = "pinecone-gcp-us-central1-26bf-byoc-doctor"
  region   = "us-central1"
  schedule = "*/15 * * * *"

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/${google_cloud_run_v2_job.doctor.id}:run"

    oauth_token {
      service_account_email = var.service_account
    }
  }
}
