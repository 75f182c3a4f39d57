package io.pinelink.grpc;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.pinelink.grpc.proto.DeleteRequest;
import io.pinelink.grpc.proto.DeleteResponse;
import io.pinelink.grpc.proto.DescribeIndexStatsRequest;
import io.pinelink.grpc.proto.DescribeIndexStatsResponse;
import io.pinelink.grpc.proto.FetchRequest;
import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.ListRequest;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.grpc.proto.QueryRequest;
import io.pinelink.grpc.proto.QueryResponse;
import io.pinelink.grpc.proto.UpdateRequest;
import io.pinelink.grpc.proto.UpdateResponse;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.UpsertResponse;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A server that records requests and sends the configured response, or none. */
public final class RecordingService extends VectorServiceGrpc.VectorServiceImplBase {
  final BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
  public final BlockingQueue<Metadata> headers = new LinkedBlockingQueue<>();
  public final BlockingQueue<String> authorities = new LinkedBlockingQueue<>();
  public final BlockingQueue<Object> peers = new LinkedBlockingQueue<>();
  final CountDownLatch cancelled = new CountDownLatch(1);
  public volatile @Nullable Message answer;
  volatile @Nullable StatusException failure;
  volatile boolean silent;
  volatile boolean headersFirst;
  volatile Metadata responseHeaders = new Metadata();

  public ServerServiceDefinition definition() {
    return ServerInterceptors.intercept(this, new Recorder());
  }

  private final class Recorder implements ServerInterceptor {
    @Override
    public <Q, R> Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata received, ServerCallHandler<Q, R> next) {
      headers.add(received);
      authorities.add(String.valueOf(call.getAuthority()));
      Object peer = call.getAttributes().get(io.grpc.Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
      peers.add(String.valueOf(peer));
      Context.current().addListener(c -> cancelled.countDown(), Runnable::run);
      if (headersFirst) {
        call.sendHeaders(new Metadata());
      }
      return next.startCall(
          new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<Q, R>(call) {
            @Override
            public void sendHeaders(Metadata sent) {
              sent.merge(responseHeaders);
              super.sendHeaders(sent);
            }
          },
          received);
    }
  }

  // The test configures a response of the method's type.
  @SuppressWarnings("unchecked")
  private <R> void reply(Message request, StreamObserver<R> observer) {
    requests.add(request);
    StatusException refused = failure;
    Message message = answer;
    if (refused != null) {
      observer.onError(refused);
    } else if (!silent && message != null) {
      observer.onNext((R) message);
      observer.onCompleted();
    }
  }

  @Override
  public void upsert(UpsertRequest request, StreamObserver<UpsertResponse> observer) {
    reply(request, observer);
  }

  @Override
  public void query(QueryRequest request, StreamObserver<QueryResponse> observer) {
    reply(request, observer);
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> observer) {
    reply(request, observer);
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<DeleteResponse> observer) {
    reply(request, observer);
  }

  @Override
  public void fetch(FetchRequest request, StreamObserver<FetchResponse> observer) {
    reply(request, observer);
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> observer) {
    reply(request, observer);
  }

  @Override
  public void describeIndexStats(
      DescribeIndexStatsRequest request, StreamObserver<DescribeIndexStatsResponse> observer) {
    reply(request, observer);
  }
}
