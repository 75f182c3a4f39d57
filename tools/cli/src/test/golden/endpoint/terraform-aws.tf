# Private route to Pinecone's environment aped-4627-b74a, in aws us-east-1.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0, < 7.0"
    }
  }
}

variable "vpc_id" {
  description = "ID of the VPC of the applications."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "Expected a value such as vpc-0a1b2c3d4e5f60718."
  }
}

variable "subnet_ids" {
  description = "IDs of subnets for the endpoint, one in each availability zone of the applications."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) > 0 && alltrue([for value in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", value))])
    error_message = "Expected values such as subnet-0a1b2c3d4e5f60718."
  }
}

variable "client_ranges" {
  description = "IPv4 ranges of the applications, which may connect to port 443."
  type        = list(string)

  validation {
    condition     = length(var.client_ranges) > 0 && alltrue([for value in var.client_ranges : can(regex("^([0-9]{1,3}\\.){3}[0-9]{1,3}/([89]|[12][0-9]|3[0-2])$", value))])
    error_message = "Expected values such as 10.0.0.0/16."
  }
}

variable "name_prefix" {
  description = "Begin of the names of resources, before the VPC's ID."
  type        = string
  default     = "pinecone-aped-4627-b74a"

  validation {
    condition     = can(regex("^[A-Za-z][-A-Za-z0-9]{0,29}$", var.name_prefix))
    error_message = "Expected at most 30 letters, digits and hyphens, a letter first."
  }
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(var.tags) < 50
    error_message = "Expected at most 49 tags: a resource has at most 50, and one is the name."
  }
}

locals {
  name = "${var.name_prefix}-${trimprefix(var.vpc_id, "vpc-")}"
}

data "aws_vpc" "pinecone" {
  id = var.vpc_id
}

data "aws_region" "current" {}

data "aws_vpc_endpoint_service" "pinecone" {
  service_name = "com.amazonaws.vpce.us-east-1.vpce-svc-05ef6f1f0b9130b54"
}

data "aws_subnet" "pinecone" {
  for_each = toset(var.subnet_ids)
  id       = each.value
}

resource "aws_security_group" "pinecone" {
  name        = local.name
  description = "HTTPS from applications to the private endpoint of Pinecone"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "pinecone" {
  for_each          = toset(var.client_ranges)
  security_group_id = aws_security_group.pinecone.id
  description       = "HTTPS from applications"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  tags              = var.tags
}

resource "aws_vpc_endpoint" "pinecone" {
  vpc_id              = var.vpc_id
  service_name        = data.aws_vpc_endpoint_service.pinecone.service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.pinecone.id]
  private_dns_enabled = false
  tags                = merge(var.tags, { Name = local.name })

  lifecycle {
    precondition {
      condition     = data.aws_region.current.id == "us-east-1"
      error_message = "The provider's region differs from the endpoint service's, us-east-1."
    }

    precondition {
      condition = alltrue([
        for subnet in data.aws_subnet.pinecone :
        contains(data.aws_vpc_endpoint_service.pinecone.availability_zones, subnet.availability_zone)
      ])
      error_message = "A subnet is in an availability zone without the endpoint service, which is in ${join(", ", data.aws_vpc_endpoint_service.pinecone.availability_zones)}."
    }

    precondition {
      condition     = length(distinct([for subnet in data.aws_subnet.pinecone : subnet.availability_zone])) == length(data.aws_subnet.pinecone)
      error_message = "Two subnets are in one availability zone; an endpoint has one subnet in each."
    }

    # Its DNS names are missing until then.
    postcondition {
      condition     = self.state == "available"
      error_message = "The endpoint ${self.id} is ${self.state}: apply again once its connection has been accepted, for which it may have to be registered first."
    }
  }
}

resource "aws_route53_zone" "pinecone" {
  name = "private.aped-4627-b74a.pinecone.io"
  tags = var.tags

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
  records = [aws_vpc_endpoint.pinecone.dns_entry[0].dns_name]
}

output "endpoint_id" {
  description = "Register this ID in Pinecone's console: Settings, Network, Private endpoints."
  value       = aws_vpc_endpoint.pinecone.id
}
