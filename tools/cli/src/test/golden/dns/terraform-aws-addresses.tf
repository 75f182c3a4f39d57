# Private zone of Pinecone's environment aped-4627-b74a.

variable "vpc_id" {
  description = "ID of the VPC of the applications."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "Expected a value such as vpc-0a1b2c3d4e5f60718."
  }
}

variable "endpoint_addresses" {
  description = "Addresses of the endpoint."
  type        = list(string)
  default     = ["10.0.1.5", "10.0.2.5"]

  validation {
    condition     = length(var.endpoint_addresses) > 0 && alltrue([for value in var.endpoint_addresses : can(regex("^([0-9]{1,3}\\.){3}[0-9]{1,3}$", value))])
    error_message = "Expected values such as 10.0.1.5."
  }
}

data "aws_vpc" "pinecone" {
  id = var.vpc_id
}

resource "aws_route53_zone" "pinecone" {
  name = "private.aped-4627-b74a.pinecone.io"

  vpc {
    vpc_id = var.vpc_id
  }

  lifecycle {
    precondition {
      condition     = data.aws_vpc.pinecone.enable_dns_support && data.aws_vpc.pinecone.enable_dns_hostnames
      error_message = "The VPC asks private zones only with enable_dns_support and enable_dns_hostnames."
    }
  }
}

resource "aws_route53_record" "pinecone_a" {
  zone_id = aws_route53_zone.pinecone.zone_id
  name    = "*.private.aped-4627-b74a.pinecone.io"
  type    = "A"
  ttl     = 60
  records = var.endpoint_addresses
}
