package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;

/** The scheduled doctor as tasks of ECS on Fargate, in Terraform. */
final class AwsDoctorTerraform {
  private AwsDoctorTerraform() {}

  static String of(CustomerSide side, ScheduledDoctor doctor) {
    return network() + task(side, doctor) + taskRole() + schedule() + topic();
  }

  private static String network() {
    return """

    # Checks the route every 15 minutes.
    resource "aws_security_group" "doctor" {
      name        = "${local.name}-doctor"
      description = "The doctor of the private route to Pinecone"
      vpc_id      = var.vpc_id
      tags        = var.tags
    }

    # The endpoint, the control plane, and the services that the task needs.
    resource "aws_vpc_security_group_egress_rule" "doctor" {
      security_group_id = aws_security_group.doctor.id
      description       = "HTTPS"
      cidr_ipv4         = "0.0.0.0/0"
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      tags              = var.tags
    }

    resource "aws_vpc_security_group_ingress_rule" "doctor" {
      security_group_id            = aws_security_group.pinecone.id
      description                  = "HTTPS from the doctor"
      referenced_security_group_id = aws_security_group.doctor.id
      ip_protocol                  = "tcp"
      from_port                    = 443
      to_port                      = 443
      tags                         = var.tags
    }
    """;
  }

  private static String task(CustomerSide side, ScheduledDoctor doctor) {
    return """

    resource "aws_cloudwatch_log_group" "doctor" {
      name              = "/ecs/${local.name}-doctor"
      retention_in_days = 30
      tags              = var.tags
    }

    resource "aws_ecs_cluster" "doctor" {
      name = "${local.name}-doctor"
      tags = var.tags
    }

    resource "aws_ecs_task_definition" "doctor" {
      family                   = "${local.name}-doctor"
      requires_compatibilities = ["FARGATE"]
      network_mode             = "awsvpc"
      cpu                      = "256"
      memory                   = "512"
      execution_role_arn       = aws_iam_role.doctor.arn
      tags                     = var.tags

      runtime_platform {
        operating_system_family = "LINUX"
        cpu_architecture        = %8$s
      }

      container_definitions = jsonencode([{
        name        = "doctor"
        image       = %1$s
        essential   = true
        entryPoint  = %2$s
        command     = %3$s
        environment = [{ name = %4$s, value = %5$s }]
        secrets     = [{ name = %6$s, valueFrom = %7$s }]

        logConfiguration = {
          logDriver = "awslogs"
          options = {
            "awslogs-group"         = aws_cloudwatch_log_group.doctor.name
            "awslogs-region"        = %9$s
            "awslogs-stream-prefix" = "doctor"
          }
        }
      }])
    }
    """
        .formatted(
            Quoted.hcl(doctor.image()),
            Hcl.list(ScheduledDoctor.PROGRAM),
            Hcl.list(doctor.arguments()),
            Quoted.hcl(ScheduledDoctor.POLICY_VARIABLE),
            Quoted.hcl(ScheduledDoctor.POLICY),
            Quoted.hcl(ScheduledDoctor.KEY_VARIABLE),
            Hcl.variableOf(Input.AWS_SECRET),
            Hcl.variableOf(Input.AWS_ARCHITECTURE),
            Quoted.hcl(side.service().region()));
  }

  private static String taskRole() {
    return """

    resource "aws_iam_role" "doctor" {
      name = "${local.name}-doctor"
      tags = var.tags

      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { Service = "ecs-tasks.amazonaws.com" }
          Condition = { StringEquals = { "aws:SourceAccount" = aws_security_group.pinecone.owner_id } }
        }]
      })
    }

    resource "aws_iam_role_policy" "doctor" {
      role = aws_iam_role.doctor.id

      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "secretsmanager:GetSecretValue"
            Resource = %s
          },
          {
            Effect   = "Allow"
            Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
            Resource = "${aws_cloudwatch_log_group.doctor.arn}:*"
          },
          {
            Effect = "Allow"
            Action = [
              "ecr:GetAuthorizationToken",
              "ecr:BatchCheckLayerAvailability",
              "ecr:GetDownloadUrlForLayer",
              "ecr:BatchGetImage",
            ]
            Resource = "*"
          },
        ]
      })
    }
    """
        .formatted(Hcl.variableOf(Input.AWS_SECRET));
  }

  private static String schedule() {
    return """

    resource "aws_iam_role" "doctor_schedule" {
      name = "${local.name}-doctor-schedule"
      tags = var.tags

      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { Service = "scheduler.amazonaws.com" }
          Condition = { StringEquals = { "aws:SourceAccount" = aws_security_group.pinecone.owner_id } }
        }]
      })
    }

    resource "aws_iam_role_policy" "doctor_schedule" {
      role = aws_iam_role.doctor_schedule.id

      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect   = "Allow"
            Action   = "ecs:RunTask"
            Resource = aws_ecs_task_definition.doctor.arn
          },
          {
            Effect    = "Allow"
            Action    = "iam:PassRole"
            Resource  = aws_iam_role.doctor.arn
            Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
          },
        ]
      })
    }

    resource "aws_scheduler_schedule_group" "doctor" {
      name = "${local.name}-doctor"
      tags = var.tags
    }

    resource "aws_scheduler_schedule" "doctor" {
      name                = "${local.name}-doctor"
      group_name          = aws_scheduler_schedule_group.doctor.name
      schedule_expression = %s

      flexible_time_window {
        mode                      = "FLEXIBLE"
        maximum_window_in_minutes = 5
      }

      target {
        arn      = aws_ecs_cluster.doctor.arn
        role_arn = aws_iam_role.doctor_schedule.arn

        ecs_parameters {
          launch_type         = "FARGATE"
          task_definition_arn = aws_ecs_task_definition.doctor.arn

          network_configuration {
            subnets         = var.subnet_ids
            security_groups = [aws_security_group.doctor.id]
          }
        }
      }
    }
    """
        .formatted(Quoted.hcl(ScheduledDoctor.RATE));
  }

  private static String topic() {
    return """

    resource "aws_sns_topic" "doctor" {
      name = "${local.name}-doctor"
      tags = var.tags
    }

    # EventBridge supports no condition in the policy of a topic.
    resource "aws_sns_topic_policy" "doctor" {
      arn = aws_sns_topic.doctor.arn

      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sns:Publish"
            Principal = { Service = "events.amazonaws.com" }
            Resource  = aws_sns_topic.doctor.arn
          },
          {
            Effect    = "Allow"
            Action    = "sns:Publish"
            Principal = { Service = "cloudwatch.amazonaws.com" }
            Resource  = aws_sns_topic.doctor.arn
            Condition = { StringEquals = { "aws:SourceAccount" = aws_security_group.pinecone.owner_id } }
          },
        ]
      })
    }

    # A task that found that data cannot flow, or that did not start.
    resource "aws_cloudwatch_event_rule" "doctor" {
      name = "${local.name}-doctor"
      tags = var.tags

      event_pattern = jsonencode({
        source        = ["aws.ecs"]
        "detail-type" = ["ECS Task State Change"]
        detail = {
          clusterArn = [aws_ecs_cluster.doctor.arn]
          lastStatus = ["STOPPED"]
          "$or" = [
            { containers = { exitCode = [{ "anything-but" = 0 }] } },
            { stopCode = ["TaskFailedToStart"] },
          ]
        }
      })
    }

    resource "aws_cloudwatch_event_target" "doctor" {
      rule = aws_cloudwatch_event_rule.doctor.name
      arn  = aws_sns_topic.doctor.arn
    }

    # A schedule that cannot start its task.
    resource "aws_cloudwatch_metric_alarm" "doctor" {
      alarm_name          = "${local.name}-doctor"
      namespace           = "AWS/Scheduler"
      metric_name         = "TargetErrorCount"
      dimensions          = { ScheduleGroup = aws_scheduler_schedule_group.doctor.name }
      statistic           = "Sum"
      period              = 900
      evaluation_periods  = 1
      threshold           = 0
      comparison_operator = "GreaterThanThreshold"
      treat_missing_data  = "notBreaching"
      alarm_actions       = [aws_sns_topic.doctor.arn]
      tags                = var.tags
    }

    output "doctor_topic_arn" {
      description = "Topic with a message for each check that fails."
      value       = aws_sns_topic.doctor.arn
    }
    """;
  }
}
