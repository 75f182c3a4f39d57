package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** The scheduled doctor as tasks of ECS on Fargate, in a CloudFormation template. */
final class AwsDoctorTemplate {
  static final String OUTPUT =
      """
        DoctorTopicArn:
          Description: Topic with a message for each check that fails.
          Value: !Ref DoctorTopic
      """;

  private AwsDoctorTemplate() {}

  /**
   * Returns the resources.
   *
   * @param subnets the list of subnets, as a value of the template
   */
  static String of(ScheduledDoctor doctor, String subnets) {
    return network() + task(doctor) + schedule(subnets) + topic();
  }

  private static String network() {
    return """
      DoctorSecurityGroup:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: The doctor of the private route to Pinecone
          VpcId: !Ref VpcId
          # The endpoint, the control plane, and the services that the task needs.
          SecurityGroupEgress:
            - IpProtocol: tcp
              FromPort: 443
              ToPort: 443
              CidrIp: 0.0.0.0/0
      DoctorIngress:
        Type: AWS::EC2::SecurityGroupIngress
        Properties:
          GroupId: !GetAtt SecurityGroup.GroupId
          SourceSecurityGroupId: !GetAtt DoctorSecurityGroup.GroupId
          IpProtocol: tcp
          FromPort: 443
          ToPort: 443
    """;
  }

  private static String task(ScheduledDoctor doctor) {
    String secret = "!Ref " + Input.AWS_SECRET.pascal();
    return """
      DoctorLogGroup:
        Type: AWS::Logs::LogGroup
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        Properties:
          RetentionInDays: 30
      DoctorRole:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Principal:
                  Service: ecs-tasks.amazonaws.com
                Condition:
                  StringEquals:
                    aws:SourceAccount: !Ref AWS::AccountId
          Policies:
            - PolicyName: run
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Action: secretsmanager:GetSecretValue
                    Resource: %1$s
                  - Effect: Allow
                    Action:
                      - logs:CreateLogStream
                      - logs:PutLogEvents
                    Resource: !GetAtt DoctorLogGroup.Arn
                  - Effect: Allow
                    Action:
                      - ecr:GetAuthorizationToken
                      - ecr:BatchCheckLayerAvailability
                      - ecr:GetDownloadUrlForLayer
                      - ecr:BatchGetImage
                    Resource: "*"
      DoctorCluster:
        Type: AWS::ECS::Cluster
      DoctorTask:
        Type: AWS::ECS::TaskDefinition
        Properties:
          RequiresCompatibilities: [FARGATE]
          NetworkMode: awsvpc
          Cpu: "256"
          Memory: "512"
          ExecutionRoleArn: !GetAtt DoctorRole.Arn
          RuntimePlatform:
            OperatingSystemFamily: LINUX
            CpuArchitecture: %8$s
          ContainerDefinitions:
            - Name: doctor
              Image: %2$s
              Essential: true
              EntryPoint: %3$s
              Command: %4$s
              Environment:
                - Name: %5$s
                  Value: %6$s
              Secrets:
                - Name: %7$s
                  ValueFrom: %1$s
              LogConfiguration:
                LogDriver: awslogs
                Options:
                  awslogs-group: !Ref DoctorLogGroup
                  awslogs-region: !Ref AWS::Region
                  awslogs-stream-prefix: doctor
    """
        .formatted(
            secret,
            Quoted.yaml(doctor.image()),
            list(ScheduledDoctor.PROGRAM),
            list(doctor.arguments()),
            ScheduledDoctor.POLICY_VARIABLE,
            ScheduledDoctor.POLICY,
            ScheduledDoctor.KEY_VARIABLE,
            "!Ref " + Input.AWS_ARCHITECTURE.pascal());
  }

  private static String list(List<String> values) {
    return values.stream().map(Quoted::yaml).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String schedule(String subnets) {
    return """
      DoctorScheduleRole:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Principal:
                  Service: scheduler.amazonaws.com
                Condition:
                  StringEquals:
                    aws:SourceAccount: !Ref AWS::AccountId
          Policies:
            - PolicyName: run
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Action: ecs:RunTask
                    Resource: !Ref DoctorTask
                  - Effect: Allow
                    Action: iam:PassRole
                    Resource: !GetAtt DoctorRole.Arn
                    Condition:
                      StringEquals:
                        iam:PassedToService: ecs-tasks.amazonaws.com
      DoctorScheduleGroup:
        Type: AWS::Scheduler::ScheduleGroup
      DoctorSchedule:
        Type: AWS::Scheduler::Schedule
        Properties:
          GroupName: !Ref DoctorScheduleGroup
          ScheduleExpression: %s
          FlexibleTimeWindow:
            Mode: FLEXIBLE
            MaximumWindowInMinutes: 5
          Target:
            Arn: !GetAtt DoctorCluster.Arn
            RoleArn: !GetAtt DoctorScheduleRole.Arn
            EcsParameters:
              LaunchType: FARGATE
              TaskDefinitionArn: !Ref DoctorTask
              NetworkConfiguration:
                AwsvpcConfiguration:
                  Subnets: %s
                  SecurityGroups:
                    - !GetAtt DoctorSecurityGroup.GroupId
    """
        .formatted(ScheduledDoctor.RATE, subnets);
  }

  private static String topic() {
    return """
      DoctorTopic:
        Type: AWS::SNS::Topic
      # EventBridge supports no condition in the policy of a topic.
      DoctorTopicPolicy:
        Type: AWS::SNS::TopicPolicy
        Properties:
          Topics:
            - !Ref DoctorTopic
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sns:Publish
                Principal:
                  Service: events.amazonaws.com
                Resource: !Ref DoctorTopic
              - Effect: Allow
                Action: sns:Publish
                Principal:
                  Service: cloudwatch.amazonaws.com
                Resource: !Ref DoctorTopic
                Condition:
                  StringEquals:
                    aws:SourceAccount: !Ref AWS::AccountId
      DoctorRule:
        Type: AWS::Events::Rule
        Properties:
          # A task that found that data cannot flow, or that did not start.
          EventPattern:
            source: [aws.ecs]
            detail-type: [ECS Task State Change]
            detail:
              clusterArn:
                - !GetAtt DoctorCluster.Arn
              lastStatus: [STOPPED]
              $or:
                - containers:
                    exitCode:
                      - anything-but: 0
                - stopCode: [TaskFailedToStart]
          Targets:
            - Arn: !Ref DoctorTopic
              Id: topic
      # A schedule that cannot start its task.
      DoctorAlarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Namespace: AWS/Scheduler
          MetricName: TargetErrorCount
          Dimensions:
            - Name: ScheduleGroup
              Value: !Ref DoctorScheduleGroup
          Statistic: Sum
          Period: 900
          EvaluationPeriods: 1
          Threshold: 0
          ComparisonOperator: GreaterThanThreshold
          TreatMissingData: notBreaching
          AlarmActions:
            - !Ref DoctorTopic
    """;
  }
}
