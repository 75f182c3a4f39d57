# Private zone of Pinecone's environment aped-4627-b74a.

variable "vpc_id" {
  description = "ID of the VPC of the applications."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "Expected a value such as vpc-0a1b2c3d4e5f60718."
  }
}

variable "endpoint_name" {
  description = "DNS name of the endpoint."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9_-]+(\\.[a-z0-9_-]+)+$", var.endpoint_name))
    error_message = "Expected a value such as vpce-1a2b-3c4d.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com."
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

resource "aws_route53_record" "pinecone_cname" {
  zone_id = aws_route53_zone.pinecone.zone_id
  name    = "*.private.aped-4627-b74a.pinecone.io"
  type    = "CNAME"
  ttl     = 60
  records = [var.endpoint_name]
}
