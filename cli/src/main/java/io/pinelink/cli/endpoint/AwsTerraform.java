package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.TerraformZone;
import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Quoted;
import io.pinelink.cli.template.ResourceName;
import io.pinelink.routing.Cloud;

/** AWS's part as Terraform configuration. */
final class AwsTerraform {
  private static final int MAX_ROLE_NAME = 64;

  private AwsTerraform() {}

  static String of(CustomerSide side) {
    return head(side)
        + Hcl.variables(side.inputs())
        + endpoint(side)
        + (side.usesEndpointDns() ? "" : zone(side))
        + (side.hasFlowLogs() ? flowLogs(side) : "")
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
          version = ">= 5.0"
        }
      }
    }
    """
        .formatted(side.title());
  }

  private static String endpoint(CustomerSide side) {
    String region = side.service().region();
    return """

    data "aws_region" "current" {}

    resource "aws_security_group" "pinecone" {
      name        = %1$s
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
      service_name        = %2$s
      vpc_endpoint_type   = "Interface"
      subnet_ids          = var.subnet_ids
      security_group_ids  = [aws_security_group.pinecone.id]
      private_dns_enabled = %3$s

      tags = {
        Name = %1$s
      }

      lifecycle {
        precondition {
          condition     = data.aws_region.current.id == %4$s
          error_message = "The provider's region differs from the endpoint service's, %5$s."
        }
      }
    }
    """
        .formatted(
            Quoted.hcl(side.name()),
            Quoted.hcl(side.service().name()),
            side.usesEndpointDns(),
            Quoted.hcl(region),
            region);
  }

  private static String zone(CustomerSide side) {
    return TerraformZone.zone(Cloud.AWS, side.zone())
        // The first entry is the regional name, which has the addresses in all zones.
        + TerraformZone.record(
            Cloud.AWS, side.zone(), "CNAME", "aws_vpc_endpoint.pinecone.dns_entry[0].dns_name");
  }

  private static String flowLogs(CustomerSide side) {
    return """

    resource "aws_cloudwatch_log_group" "pinecone" {
      name              = %1$s
      retention_in_days = 30
    }

    resource "aws_iam_role" "flow_logs" {
      name = %2$s

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
    """
        .formatted(
            Quoted.hcl("/vpc-endpoint/" + side.name()),
            Quoted.hcl(ResourceName.of(side.name() + "-flow-logs", MAX_ROLE_NAME)));
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
