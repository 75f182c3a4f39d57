package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.TerraformZone;
import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Quoted;
import io.pinelink.routing.Cloud;

/** AWS's part as Terraform configuration. */
final class AwsTerraform {
  /** The longest prefix of names, as roles accept 64 characters. */
  private static final int MAX_PREFIX = 30;

  private static final String ENDPOINT_DNS =
      """

          precondition {
            condition     = data.aws_vpc.pinecone.enable_dns_support && data.aws_vpc.pinecone.enable_dns_hostnames
            error_message = "The VPC answers for the private names only with enable_dns_support and enable_dns_hostnames."
          }

          precondition {
            condition     = data.aws_vpc_endpoint_service.pinecone.private_dns_name != ""
            error_message = "The endpoint service has no private DNS name: print this file without --enable-dns-name."
          }
      """;

  private AwsTerraform() {}

  static String of(CustomerSide side) {
    return head(side)
        + Hcl.variables(side.inputs())
        + names(side)
        + TerraformZone.VPC
        + endpoint(side)
        + (side.usesEndpointDns() ? "" : zone(side))
        + (side.hasFlowLogs() ? flowLogs() : "")
        + output(side)
        + (side.doctor() == null ? "" : AwsDoctorTerraform.of(side, side.doctor()));
  }

  private static String head(CustomerSide side) {
    return """
    # %s.

    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = ">= 5.0, < 7.0"
        }
      }
    }
    """
        .formatted(side.title());
  }

  /** Returns the names and tags of resources, which differ by VPC: an account may have several. */
  private static String names(CustomerSide side) {
    return """

    variable "name_prefix" {
      description = "Begin of the names of resources, before the VPC's ID."
      type        = string
      default     = %1$s

      validation {
        condition     = can(regex("^[A-Za-z][-A-Za-z0-9]{0,%2$d}$", var.name_prefix))
        error_message = "Expected at most %3$d letters, digits and hyphens, a letter first."
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
    """
        .formatted(Quoted.hcl(prefix(side.name())), MAX_PREFIX - 1, MAX_PREFIX);
  }

  private static String prefix(String name) {
    return name.substring(0, Math.min(name.length(), MAX_PREFIX)).replaceFirst("-$", "");
  }

  private static String endpoint(CustomerSide side) {
    String region = side.service().region();
    return """

    data "aws_region" "current" {}

    data "aws_vpc_endpoint_service" "pinecone" {
      service_name = %1$s
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
      private_dns_enabled = %2$s
      tags                = merge(var.tags, { Name = local.name })

      lifecycle {
        precondition {
          condition     = data.aws_region.current.id == %3$s
          error_message = "The provider's region differs from the endpoint service's, %4$s."
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
    %5$s
        # Its DNS names are missing until then.
        postcondition {
          condition     = self.state == "available"
          error_message = "The endpoint ${self.id} is ${self.state}: apply again once its connection has been accepted, for which it may have to be registered first."
        }
      }
    }
    """
        .formatted(
            Quoted.hcl(side.service().name()),
            side.usesEndpointDns(),
            Quoted.hcl(region),
            region,
            side.usesEndpointDns() ? ENDPOINT_DNS : "");
  }

  private static String zone(CustomerSide side) {
    return TerraformZone.awsZone(side.zone(), "  tags = var.tags\n")
        // The first entry is the regional name, which has the addresses in all zones.
        + TerraformZone.record(
            Cloud.AWS, side.zone(), "CNAME", "aws_vpc_endpoint.pinecone.dns_entry[0].dns_name");
  }

  private static String flowLogs() {
    return """

    resource "aws_cloudwatch_log_group" "pinecone" {
      name              = "/vpc-endpoint/${local.name}"
      retention_in_days = 30
      tags              = var.tags
    }

    resource "aws_iam_role" "flow_logs" {
      name = "${local.name}-flow-logs"
      tags = var.tags

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

    # The interface of the endpoint in each subnet, so that a further subnet leaves other logs as they are.
    data "aws_network_interface" "pinecone" {
      for_each = toset(var.subnet_ids)

      filter {
        name   = "subnet-id"
        values = [each.value]
      }

      filter {
        name   = "description"
        values = ["VPC Endpoint Interface ${aws_vpc_endpoint.pinecone.id}"]
      }
    }

    resource "aws_flow_log" "pinecone" {
      for_each        = toset(var.subnet_ids)
      eni_id          = data.aws_network_interface.pinecone[each.key].id
      traffic_type    = "ALL"
      iam_role_arn    = aws_iam_role.flow_logs.arn
      log_destination = aws_cloudwatch_log_group.pinecone.arn
      tags            = var.tags
    }
    """;
  }

  private static String output(CustomerSide side) {
    return """

    output "endpoint_id" {
      description = %s
      value       = aws_vpc_endpoint.pinecone.id
    }
    """
        .formatted(Quoted.hcl(ConsoleSteps.outputDescription(side)));
  }
}
