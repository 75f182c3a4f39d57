# Private route to Pinecone's environment aped-4627-b74a, in aws us-east-1.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "vpc_id" {
  description = "ID of the VPC of the applications."
  type        = string
  default     = "vpc-0a1b2c3d4e5f60718"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.vpc_id))
    error_message = "Expected a value such as vpc-0a1b2c3d4e5f60718."
  }
}

variable "subnet_ids" {
  description = "IDs of subnets for the endpoint, one in each availability zone of the applications."
  type        = list(string)
  default     = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]

  validation {
    condition     = length(var.subnet_ids) > 0 && alltrue([for value in var.subnet_ids : can(regex("^subnet-[0-9a-f]{8,17}$", value))])
    error_message = "Expected values such as subnet-0a1b2c3d4e5f60718."
  }
}

variable "client_ranges" {
  description = "IPv4 ranges of the applications, which may connect to port 443."
  type        = list(string)
  default     = ["10.0.0.0/16", "10.8.0.0/20"]

  validation {
    condition     = length(var.client_ranges) > 0 && alltrue([for value in var.client_ranges : can(regex("^([0-9]{1,3}\\.){3}[0-9]{1,3}/([1-9]|[12][0-9]|3[0-2])$", value))])
    error_message = "Expected values such as 10.0.0.0/16."
  }
}

data "aws_region" "current" {}

resource "aws_security_group" "pinecone" {
  name        = "pinecone-aped-4627-b74a"
  description = "HTTPS from applications to the private endpoint of Pinecone"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "pinecone" {
  for_each          = toset(var.client_ranges)
  security_group_id = aws_security_group.pinecone.id
  description       = "HTTPS from applications"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "pinecone" {
  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.vpce.us-east-1.vpce-svc-05ef6f1f0b9130b54"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.pinecone.id]
  private_dns_enabled = false

  tags = {
    Name = "pinecone-aped-4627-b74a"
  }

  lifecycle {
    precondition {
      condition     = data.aws_region.current.id == "us-east-1"
      error_message = "The provider's region differs from the endpoint service's, us-east-1."
    }
  }
}

resource "aws_route53_zone" "pinecone" {
  name = "private.aped-4627-b74a.pinecone.io"

  vpc {
    vpc_id = var.vpc_id
  }
}

resource "aws_route53_record" "pinecone_cname" {
  zone_id = aws_route53_zone.pinecone.zone_id
  name    = "*.private.aped-4627-b74a.pinecone.io"
  type    = "CNAME"
  ttl     = 60
  records = [aws_vpc_endpoint.pinecone.dns_entry[0].dns_name]
}

resource "aws_cloudwatch_log_group" "pinecone" {
  name              = "/vpc-endpoint/pinecone-aped-4627-b74a"
  retention_in_days = 30
}

resource "aws_iam_role" "flow_logs" {
  name = "pinecone-aped-4627-b74a-flow-logs"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "vpc-flow-logs.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = aws_security_group.pinecone.owner_id } }
    }]
  })
}

resource "aws_iam_role_policy" "flow_logs" {
  role = aws_iam_role.flow_logs.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "logs:DescribeLogStreams",
        ]
        Resource = "${aws_cloudwatch_log_group.pinecone.arn}:*"
      },
      {
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*"
      },
    ]
  })
}

resource "aws_flow_log" "pinecone" {
  count           = length(var.subnet_ids)
  eni_id          = tolist(aws_vpc_endpoint.pinecone.network_interface_ids)[count.index]
  traffic_type    = "ALL"
  iam_role_arn    = aws_iam_role.flow_logs.arn
  log_destination = aws_cloudwatch_log_group.pinecone.arn
}

output "endpoint_id" {
  description = "Register this ID in Pinecone's console: Settings, Network, Private endpoints."
  value       = aws_vpc_endpoint.pinecone.id
}
