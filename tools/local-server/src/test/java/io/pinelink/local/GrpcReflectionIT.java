package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import io.grpc.reflection.v1.ExtensionRequest;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionProto;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.pinelink.grpc.proto.PinelinkProto;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests reflection as grpcurl uses it: on one stream, each request waits for a response. */
@Tag("tls")
class GrpcReflectionIT {
  private static final String END = "end";

  /** A stream of reflection requests. */
  private static final class Stub {
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final StreamObserver<ServerReflectionRequest> requests;

    Stub(DataPlaneChannels channels) {
      requests =
          ServerReflectionGrpc.newStub(channels.channel())
              .serverReflectionInfo(
                  new StreamObserver<ServerReflectionResponse>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                      received.add(response);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                      received.add(thrown);
                    }

                    @Override
                    public void onCompleted() {
                      received.add(END);
                    }
                  });
    }

    ServerReflectionResponse ask(ServerReflectionRequest.Builder request) throws Exception {
      requests.onNext(request.build());
      return (ServerReflectionResponse) next();
    }

    Object next() throws InterruptedException {
      return Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS), "no answer");
    }
  }

  private static ServerReflectionRequest.Builder request() {
    return ServerReflectionRequest.newBuilder().setHost("any");
  }

  private static List<FileDescriptorProto> files(ServerReflectionResponse response)
      throws Exception {
    assertThat(response.hasFileDescriptorResponse()).as(response.toString()).isTrue();
    Stream.Builder<FileDescriptorProto> files = Stream.builder();
    for (ByteString file : response.getFileDescriptorResponse().getFileDescriptorProtoList()) {
      files.add(FileDescriptorProto.parseFrom(file));
    }
    return files.build().toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientWithoutAnyFileOrKeyFindsTheVectorService(boolean tls) throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(tls)) {
      Stub stub = new Stub(channels);

      ServerReflectionResponse listed = stub.ask(request().setListServices("*"));
      assertThat(listed.getListServicesResponse().getServiceList())
          .extracting(ServiceResponse::getName)
          .containsExactly(
              "NamespaceAliasService",
              "VectorService",
              "grpc.health.v1.Health",
              "grpc.reflection.v1.ServerReflection",
              "grpc.reflection.v1alpha.ServerReflection");
      assertThat(listed.getValidHost()).isEqualTo("any");
      assertThat(listed.getOriginalRequest().getListServices()).isEqualTo("*");

      List<FileDescriptorProto> files =
          files(stub.ask(request().setFileContainingSymbol("VectorService")));
      assertThat(files)
          .containsExactly(
              PinelinkProto.getDescriptor().toProto(),
              StructProto.getDescriptor().toProto(),
              TimestampProto.getDescriptor().toProto());
      FileDescriptor struct = FileDescriptor.buildFrom(files.get(1), new FileDescriptor[0]);
      FileDescriptor timestamp = FileDescriptor.buildFrom(files.get(2), new FileDescriptor[0]);
      FileDescriptor ours =
          FileDescriptor.buildFrom(files.get(0), new FileDescriptor[] {struct, timestamp});
      assertThat(ours.findServiceByName("VectorService").findMethodByName("Upsert")).isNotNull();

      stub.requests.onCompleted();
      assertThat(stub.next()).isEqualTo(END);
      assertThat(channels.server().requests())
          .last()
          .satisfies(
              recorded -> {
                assertThat(recorded.path())
                    .isEqualTo("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo");
                assertThat(recorded.operation()).isEmpty();
                assertThat(recorded.grpcStatus()).isEqualTo(OptionalInt.of(0));
              });
    }
  }

  @Test
  void filesAreFoundByNameAndByEachKindOfSymbol() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      Stub stub = new Stub(channels);
      String ours = PinelinkProto.getDescriptor().getName();

      for (String symbol :
          List.of("VectorService.Upsert", "UpsertRequest", "RequestUnion", "Vector")) {
        assertThat(files(stub.ask(request().setFileContainingSymbol(symbol))).get(0).getName())
            .isEqualTo(ours);
      }
      assertThat(files(stub.ask(request().setFileByFilename(ours)))).hasSize(3);
      assertThat(files(stub.ask(request().setFileContainingSymbol("google.protobuf.NullValue"))))
          .extracting(FileDescriptorProto::getName)
          .containsExactly("google/protobuf/struct.proto");
      assertThat(files(stub.ask(request().setFileByFilename("google/protobuf/struct.proto"))))
          .hasSize(1);
    }
  }

  @Test
  void theStandardServicesAreDescribedAsTheirOwnFilesDescribeThem() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      Stub stub = new Stub(channels);

      assertThat(files(stub.ask(request().setFileContainingSymbol("grpc.health.v1.Health"))))
          .containsExactly(withoutOptions(io.grpc.health.v1.HealthProto.getDescriptor()));
      assertThat(
              files(
                  stub.ask(
                      request().setFileContainingSymbol("grpc.reflection.v1.ServerReflection"))))
          .containsExactly(withoutOptions(ServerReflectionProto.getDescriptor()));
      assertThat(
              files(
                  stub.ask(
                      request()
                          .setFileContainingSymbol("grpc.reflection.v1alpha.ServerReflection"))))
          .containsExactly(
              withoutOptions(
                  io.grpc.reflection.v1alpha.ServerReflectionRequest.getDescriptor().getFile()));
    }
  }

  private static FileDescriptorProto withoutOptions(FileDescriptor file) {
    return file.toProto().toBuilder().clearOptions().build();
  }

  @Test
  void unknownSymbolsAreErrorsAndTheStreamContinues() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      Stub stub = new Stub(channels);

      assertThat(errorOf(stub.ask(request().setFileContainingSymbol("Nothing")))).isEqualTo(5);
      assertThat(errorOf(stub.ask(request().setFileByFilename("no.proto")))).isEqualTo(5);
      String inManyFrames = "x".repeat(60_000);
      assertThat(errorOf(stub.ask(request().setFileByFilename(inManyFrames)))).isEqualTo(5);
      assertThat(
              errorOf(
                  stub.ask(
                      request()
                          .setFileContainingExtension(
                              ExtensionRequest.newBuilder()
                                  .setContainingType("Vector")
                                  .setExtensionNumber(7)))))
          .isEqualTo(5);
      assertThat(errorOf(stub.ask(request().setAllExtensionNumbersOfType("Nothing")))).isEqualTo(5);
      assertThat(errorOf(stub.ask(request()))).isEqualTo(3);
      assertThat(
              stub.ask(request().setAllExtensionNumbersOfType("Vector"))
                  .getAllExtensionNumbersResponse())
          .satisfies(
              none -> {
                assertThat(none.getBaseTypeName()).isEqualTo("Vector");
                assertThat(none.getExtensionNumberList()).isEmpty();
              });
    }
  }

  private static int errorOf(ServerReflectionResponse response) {
    assertThat(response.getErrorResponse().getErrorMessage()).isNotEmpty();
    return response.getErrorResponse().getErrorCode();
  }

  @Test
  void theOlderVersionReturnsTheSame() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      BlockingQueue<List<io.grpc.reflection.v1alpha.ServiceResponse>> received =
          new LinkedBlockingQueue<>();
      StreamObserver<io.grpc.reflection.v1alpha.ServerReflectionRequest> requests =
          io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channels.channel())
              .serverReflectionInfo(
                  new StreamObserver<>() {
                    @Override
                    public void onNext(
                        io.grpc.reflection.v1alpha.ServerReflectionResponse response) {
                      received.add(response.getListServicesResponse().getServiceList());
                    }

                    @Override
                    public void onError(Throwable thrown) {
                      received.add(List.of());
                    }

                    @Override
                    public void onCompleted() {}
                  });
      requests.onNext(
          io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
              .setListServices("")
              .build());

      assertThat(received.poll(30, TimeUnit.SECONDS)).hasSize(5);
    }
  }

  @Test
  void aMessageThatIsTooLargeEndsTheCall() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      Stub stub = new Stub(channels);

      stub.requests.onNext(request().setFileContainingSymbol("x".repeat(70_000)).build());

      assertThat(stub.next()).asString().contains("RESOURCE_EXHAUSTED", "the limit is 65536");
    }
  }
}
