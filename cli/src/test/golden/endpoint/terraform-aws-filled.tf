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

variable "api_key_secret_arn" {
  description = "ARN of the secret of Secrets Manager that is the API key."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$", var.api_key_secret_arn))
    error_message = "Expected a value such as arn:aws:secretsmanager:us-east-1:123456789012:secret:pinecone-AbCdEf."
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

# Checks the route every 15 minutes.
resource "aws_security_group" "doctor" {
  name        = "pinecone-aped-4627-b74a-doctor"
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

resource "aws_cloudwatch_log_group" "doctor" {
  name              = "/ecs/pinecone-aped-4627-b74a-doctor"
  retention_in_days = 30
}

resource "aws_ecs_cluster" "doctor" {
  name = "pinecone-aped-4627-b74a-doctor"
}

resource "aws_ecs_task_definition" "doctor" {
  family                   = "pinecone-aped-4627-b74a-doctor"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = aws_iam_role.doctor.arn

  container_definitions = jsonencode([{
    name        = "doctor"
    image       = "registry.example.com/pinelink-local:0.1.0"
    essential   = true
    entryPoint  = ["java", "-Xmx96m", "-XX:+UseSerialGC", "-jar", "/opt/pinelink/pinelink.jar"]
    command     = ["watch", "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io", "--once", "--json"]
    environment = [{ name = "PINELINK_ROUTE_POLICY", value = "private-required" }]
    secrets     = [{ name = "PINECONE_API_KEY", valueFrom = var.api_key_secret_arn }]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.doctor.name
        "awslogs-region"        = "us-east-1"
        "awslogs-stream-prefix" = "doctor"
      }
    }
  }])
}

resource "aws_iam_role" "doctor" {
  name = "pinecone-aped-4627-b74a-doctor"

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
  name = "pinecone-aped-4627-b74a-doctor-schedule"

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
  name = "pinecone-aped-4627-b74a-doctor"
}

resource "aws_scheduler_schedule" "doctor" {
  name                = "pinecone-aped-4627-b74a-doctor"
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
  name = "pinecone-aped-4627-b74a-doctor"
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
  name = "pinecone-aped-4627-b74a-doctor"

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
  alarm_name          = "pinecone-aped-4627-b74a-doctor"
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
