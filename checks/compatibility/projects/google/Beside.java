package compatibility;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.pubsub.v1.GetTopicRequest;
import com.google.pubsub.v1.Topic;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Google's client of Pub/Sub: a call over gRPC to a server that knows one topic. */
final class Beside {
  private static final MethodDescriptor<GetTopicRequest, Topic> GET_TOPIC =
      MethodDescriptor.newBuilder(
              ProtoUtils.marshaller(GetTopicRequest.getDefaultInstance()),
              ProtoUtils.marshaller(Topic.getDefaultInstance()))
          .setType(MethodType.UNARY)
          .setFullMethodName("google.pubsub.v1.Publisher/GetTopic")
          .build();

  private Beside() {}

  static String run() throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(
                ServerServiceDefinition.builder("google.pubsub.v1.Publisher")
                    .addMethod(
                        GET_TOPIC,
                        ServerCalls.asyncUnaryCall(
                            (request, response) -> {
                              response.onNext(
                                  Topic.newBuilder().setName(request.getTopic()).build());
                              response.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    TopicAdminSettings settings =
        TopicAdminSettings.newBuilder()
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)))
            .build();
    try (TopicAdminClient topics = TopicAdminClient.create(settings)) {
      return topics.getTopic("projects/p/topics/Google").getName() + " done";
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }
}
