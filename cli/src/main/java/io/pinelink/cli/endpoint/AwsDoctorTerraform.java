package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Hcl;
import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;
import io.pinelink.cli.template.ResourceName;

/** The scheduled doctor as tasks of ECS on Fargate, in Terraform. */
final class AwsDoctorTerraform {
  /** The longest name that roles and schedules accept. */
  private static final int MAX_NAME = 64;

  private AwsDoctorTerraform() {}

  static String of(CustomerSide side, ScheduledDoctor doctor) {
    String name = Quoted.hcl(ResourceName.of(side.name() + "-doctor", MAX_NAME));
    return network(name)
        + task(side, doctor, name)
        + taskRole(name)
        + schedule(name, Quoted.hcl(ResourceName.of(side.name() + "-doctor-schedule", MAX_NAME)))
        + topic(name);
  }

  private static String network(String name) {
    return """

    # Checks the route every 15 minutes.
    resource "aws_security_group" "doctor" {
      name        = %s
      description = "The doctor of the private route to Pinecone"
      vpc_id      = var.vpc_id
    }

    # The endpoint, the control plane, and the services that the task needs.
    resource "aws_vpc_security_group_egress_rule" "doctor" {
      security_group_id = aws_security_group.doctor.id
      description       = "HTTPS"
      cidr_ipv4         = "0.0.0.0/0"
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
    }

    resource "aws_vpc_security_group_ingress_rule" "doctor" {
      security_group_id            = aws_security_group.pinecone.id
      description                  = "HTTPS from the doctor"
      referenced_security_group_id = aws_security_group.doctor.id
      ip_protocol                  = "tcp"
      from_port                    = 443
      to_port                      = 443
    }
    """
        .formatted(name);
  }

  private static String task(CustomerSide side, ScheduledDoctor doctor, String name) {
    return """

    resource "aws_cloudwatch_log_group" "doctor" {
      name              = %1$s
      retention_in_days = 30
    }

    resource "aws_ecs_cluster" "doctor" {
      name = %2$s
    }

    resource "aws_ecs_task_definition" "doctor" {
      family                   = %2$s
      requires_compatibilities = ["FARGATE"]
      network_mode             = "awsvpc"
      cpu                      = "256"
      memory                   = "512"
      execution_role_arn       = aws_iam_role.doctor.arn

      container_definitions = jsonencode([{
        name        = "doctor"
        image       = %3$s
        essential   = true
        entryPoint  = %4$s
        command     = %5$s
        environment = [{ name = %6$s, value = %7$s }]
        secrets     = [{ name = %8$s, valueFrom = %9$s }]

        logConfiguration = {
          logDriver = "awslogs"
          options = {
            "awslogs-group"         = aws_cloudwatch_log_group.doctor.name
            "awslogs-region"        = %10$s
            "awslogs-stream-prefix" = "doctor"
          }
        }
      }])
    }
    """
        .formatted(
            Quoted.hcl("/ecs/" + side.name() + "-doctor"),
            name,
            Quoted.hcl(doctor.image()),
            Hcl.list(ScheduledDoctor.PROGRAM),
            Hcl.list(doctor.arguments()),
            Quoted.hcl(ScheduledDoctor.POLICY_VARIABLE),
            Quoted.hcl(ScheduledDoctor.POLICY),
            Quoted.hcl(ScheduledDoctor.KEY_VARIABLE),
            Hcl.variableOf(Input.AWS_SECRET),
            Quoted.hcl(side.service().region()));
  }

  private static String taskRole(String name) {
    return """

    resource "aws_iam_role" "doctor" {
      name = %s

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
        .formatted(name, Hcl.variableOf(Input.AWS_SECRET));
  }

  private static String schedule(String name, String roleName) {
    return """

    resource "aws_iam_role" "doctor_schedule" {
      name = %2$s

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
      name = %1$s
    }

    resource "aws_scheduler_schedule" "doctor" {
      name                = %1$s
      group_name          = aws_scheduler_schedule_group.doctor.name
      schedule_expression = %3$s

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
        .formatted(name, roleName, Quoted.hcl(ScheduledDoctor.RATE));
  }

  private static String topic(String name) {
    return """

    resource "aws_sns_topic" "doctor" {
      name = %1$s
    }

    # EventBridge supports no condition in the policy of a topic.
    resource "aws_sns_topic_policy" "doctor" {
      arn = aws_sns_topic.doctor.arn

      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Action    = "sns:Publish"
          Principal = { Service = ["events.amazonaws.com", "cloudwatch.amazonaws.com"] }
          Resource  = aws_sns_topic.doctor.arn
        }]
      })
    }

    # A task that found that data cannot flow, or that did not start.
    resource "aws_cloudwatch_event_rule" "doctor" {
      name = %1$s

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
      alarm_name          = %1$s
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
    }

    output "doctor_topic_arn" {
      description = "Topic with a message for each check that fails."
      value       = aws_sns_topic.doctor.arn
    }
    """
        .formatted(name);
  }
}
