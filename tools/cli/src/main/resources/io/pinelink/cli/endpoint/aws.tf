# Private route to Pinecone's environment @{environment}, in aws @{region}.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0, < 7.0"
    }
  }
}
@{inputs}

variable "name_prefix" {
  description = "Begin of the names of resources, before the VPC's ID."
  type        = string
  default     = "@{prefix}"

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
  service_name = "@{service}"
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
  private_dns_enabled = @{dns}
  tags                = merge(var.tags, { Name = local.name })

  lifecycle {
    precondition {
      condition     = data.aws_region.current.id == "@{region}"
      error_message = "The provider's region differs from the endpoint service's, @{region}."
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
@if dns

    precondition {
      condition     = data.aws_vpc.pinecone.enable_dns_support && data.aws_vpc.pinecone.enable_dns_hostnames
      error_message = "The VPC answers for the private names only with enable_dns_support and enable_dns_hostnames."
    }

    precondition {
      condition     = data.aws_vpc_endpoint_service.pinecone.private_dns_name != ""
      error_message = "The endpoint service has no private DNS name: print this file without --enable-dns-name."
    }
@end

    # Its DNS names are missing until then.
    postcondition {
      condition     = self.state == "available"
      error_message = "The endpoint ${self.id} is ${self.state}: apply again once its connection has been accepted, for which it may have to be registered first."
    }
  }
}
@if !dns

resource "aws_route53_zone" "pinecone" {
  name = "@{zone}"
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
  name    = "*.@{zone}"
  type    = "CNAME"
  ttl     = 60
  records = [aws_vpc_endpoint.pinecone.dns_entry[0].dns_name]
}
@end
@if flowLogs

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
@end

output "endpoint_id" {
  description = "@{output}"
  value       = aws_vpc_endpoint.pinecone.id
}
@if doctor

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
    cpu_architecture        = var.doctor_architecture
  }

  container_definitions = jsonencode([{
    name        = "doctor"
    image       = "@{image}"
    essential   = true
    entryPoint  = ["java", "-Xmx96m", "-XX:+UseSerialGC", "-jar", "/opt/pinelink/pinelink.jar"]
    command     = ["@{arguments}"]
    environment = [{ name = "PINELINK_ROUTE_POLICY", value = "private-required" }]
    secrets     = [{ name = "PINECONE_API_KEY", valueFrom = var.api_key_secret_arn }]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.doctor.name
        "awslogs-region"        = "@{region}"
        "awslogs-stream-prefix" = "doctor"
      }
    }
  }])
}

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
        Resource = var.api_key_secret_arn
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
  schedule_expression = "rate(15 minutes)"

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
@end
