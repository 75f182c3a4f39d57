package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.CloudFormationZone;
import io.pinelink.cli.template.CloudFormation;
import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** AWS's part as a CloudFormation template. */
final class CloudFormationTemplate {
  private CloudFormationTemplate() {}

  static String of(CustomerSide side) {
    return CloudFormation.head(side.title(), inputs(side))
        + endpoint(side)
        + (side.usesEndpointDns() ? "" : zone(side))
        + (side.hasFlowLogs() ? flowLogs(side) : "")
        + (side.doctor() == null ? "" : AwsDoctorTemplate.of(side.doctor(), subnets(side)))
        + end(side);
  }

  /**
   * A template cannot make a resource from each value of a list: given ranges are rules, and flow
   * logs are of the given subnets.
   */
  private static List<Input> inputs(CustomerSide side) {
    List<Input> inputs = new ArrayList<>(List.of(side.network()));
    if (!side.hasFlowLogs()) {
      inputs.add(side.subnets());
    }
    if (side.clientRanges().values().isEmpty()) {
      inputs.add(Input.CLIENT_RANGE);
    }
    inputs.addAll(side.doctorInputs());
    return inputs;
  }

  private static String endpoint(CustomerSide side) {
    List<String> ranges = side.clientRanges().values();
    String rules =
        ranges.isEmpty()
            ? rule("!Ref " + Input.CLIENT_RANGE.pascal())
            : ranges.stream().map(range -> rule(Quoted.yaml(range))).collect(Collectors.joining());
    return """
      SecurityGroup:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: HTTPS from applications to the private endpoint of Pinecone
          VpcId: !Ref VpcId
          SecurityGroupIngress:
    %s  Endpoint:
        Type: AWS::EC2::VPCEndpoint
        Properties:
          VpcId: !Ref VpcId
          ServiceName: %s
          VpcEndpointType: Interface
          SubnetIds: %s
          SecurityGroupIds:
            - !GetAtt SecurityGroup.GroupId
          PrivateDnsEnabled: %s
    """
        .formatted(
            rules, Quoted.yaml(side.service().name()), subnets(side), side.usesEndpointDns());
  }

  private static String subnets(CustomerSide side) {
    return side.hasFlowLogs()
        ? side.subnets().values().stream()
            .map(Quoted::yaml)
            .collect(Collectors.joining(", ", "[", "]"))
        : "!Ref " + side.subnets().pascal();
  }

  private static String rule(String range) {
    return """
            - IpProtocol: tcp
              FromPort: 443
              ToPort: 443
              CidrIp: %s
    """
        .formatted(range);
  }

  private static String zone(CustomerSide side) {
    return CloudFormationZone.zone(side.zone())
        // An entry is the id of a hosted zone, a colon and a name; the first is the regional name.
        + CloudFormationZone.record(
            side.zone(),
            "CNAME",
            "!Select [1, !Split [\":\", !Select [0, !GetAtt Endpoint.DnsEntries]]]");
  }

  private static String flowLogs(CustomerSide side) {
    int interfaces = side.subnets().values().size();
    if (interfaces == 0) {
      throw new IllegalArgumentException(
          "--flow-logs with --format cloudformation needs --subnet: a template cannot count the"
              + " subnets of a parameter");
    }
    return """
      FlowLogGroup:
        Type: AWS::Logs::LogGroup
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        Properties:
          RetentionInDays: 30
      FlowLogRole:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Principal:
                  Service: vpc-flow-logs.amazonaws.com
                Condition:
                  StringEquals:
                    aws:SourceAccount: !Ref AWS::AccountId
          Policies:
            - PolicyName: write
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Action:
                      - logs:CreateLogGroup
                      - logs:CreateLogStream
                      - logs:PutLogEvents
                      - logs:DescribeLogStreams
                    Resource: !GetAtt FlowLogGroup.Arn
                  - Effect: Allow
                    Action: logs:DescribeLogGroups
                    Resource: "*"
    """
        + IntStream.range(0, interfaces)
            .mapToObj(CloudFormationTemplate::flowLog)
            .collect(Collectors.joining());
  }

  private static String flowLog(int position) {
    return """
      FlowLog%d:
        Type: AWS::EC2::FlowLog
        Properties:
          ResourceType: NetworkInterface
          ResourceId: !Select [%d, !GetAtt Endpoint.NetworkInterfaceIds]
          TrafficType: ALL
          LogGroupName: !Ref FlowLogGroup
          DeliverLogsPermissionArn: !GetAtt FlowLogRole.Arn
    """
        .formatted(position + 1, position);
  }

  private static String end(CustomerSide side) {
    return """
    Rules:
      Region:
        Assertions:
          - Assert: !Equals [!Ref "AWS::Region", %1$s]
            AssertDescription: The stack's region differs from the endpoint service's, %1$s
    Outputs:
      EndpointId:
        Description: %2$s
        Value: !Ref Endpoint
    """
            .formatted(side.service().region(), Quoted.yaml(ConsoleSteps.outputDescription(side)))
        + (side.doctor() == null ? "" : AwsDoctorTemplate.OUTPUT);
  }
}
