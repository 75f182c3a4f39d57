# Private zone of Pinecone's environment @{environment}.
@{inputs}

data "aws_vpc" "pinecone" {
  id = var.vpc_id
}

resource "aws_route53_zone" "pinecone" {
  name = "@{zone}"

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
@each records

resource "aws_route53_record" "pinecone_@{label}" {
  zone_id = aws_route53_zone.pinecone.zone_id
  name    = "*.@{zone}"
  type    = "@{type}"
  ttl     = 60
  records = @{expression}
}
@end
