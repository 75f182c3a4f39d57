package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.pinelink.grpc.RawBytes;
import io.pinelink.grpc.channel.ChannelBuffers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBufferTest {
  private static final int FIELDS = 250;
  private static final int FLOATS = 1_000;

  private final LongAdder direct = new LongAdder();

  /**
   * 1 MB of floats at all alignments, in one buffer of gRPC, and fields that are too short to be
   * written directly.
   */
  private final OutgoingMessage message =
      OutgoingMessage.of(
          sink -> {
            for (int i = 0; i < FIELDS; i++) {
              sink.text(1, "x".repeat(i % 7));
              sink.floats(2, FLOATS + i % 2, this::copy);
              sink.floats(3, i % 5, this::copy);
            }
          });

  private void copy(FloatBuffer target, int position, int length) {
    if (target.isDirect()) {
      direct.add(length);
    }
    for (int i = position; i < position + length; i++) {
      target.put(i);
    }
  }

  @AfterEach
  void noMessageIsExpectedAfterwards() {
    assertThat(MessageBuffer.expected()).isNull();
  }

  private byte[] expected() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    assertThat(direct.sum()).isZero();
    return out.toByteArray();
  }

  private void drainTo(OutputStream out) throws IOException {
    try (OutgoingStream stream = new OutgoingStream(message)) {
      int length = stream.available();
      assertThat(stream.drainTo(out)).isEqualTo(length);
    }
  }

  /** gRPC cannot drain a message without a buffer, for example if memory is exhausted. */
  @Test
  void aMessageThatIsNotDrainedLeavesNothingBehind() throws IOException {
    try (OutgoingStream stream = new OutgoingStream(message)) {
      assertThat(stream.available()).isEqualTo(message.length());
      assertThat(MessageBuffer.expected()).isNotNull();
    }
  }

  /** A change of gRPC's order of steps would make upserts slower, and break nothing. */
  @Test
  void grpcsBufferReceivesNearlyAllFloatsDirectly() throws Exception {
    byte[] expected = expected();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("test")
                    .addMethod(
                        method(new RawBytes()),
                        ServerCalls.asyncUnaryCall(
                            (request, observer) -> {
                              observer.onNext(request);
                              observer.onCompleted();
                            }))
                    .build())
            .build()
            .start();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.getPort())
            .usePlaintext()
            .withOption(ChannelOption.ALLOCATOR, ChannelBuffers.ALLOCATOR)
            .build();
    try {
      byte[] echoed =
          ClientCalls.blockingUnaryCall(
              channel, method(new OutgoingMarshaller()), CallOptions.DEFAULT, message);

      assertThat(echoed).isEqualTo(expected);
      assertThat(direct.sum()).isBetween(95L * FIELDS * FLOATS / 100, 1L * FIELDS * FLOATS);
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static <T> MethodDescriptor<T, byte[]> method(Marshaller<T> requests) {
    return MethodDescriptor.newBuilder(requests, new RawBytes())
        .setType(MethodType.UNARY)
        .setFullMethodName("test/echo")
        .build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100, 4_095, 4_096, 4_097, 100_000, 1 << 20, 2 << 20})
  void theBytesAreTheSameForBuffersOfAnySize(int capacity) throws IOException {
    byte[] expected = expected();
    Buffers buffers = new Buffers(capacity);

    drainTo(buffers);

    assertThat(buffers.all()).isEqualTo(expected);
  }

  /** A compressor can write as many bytes as it takes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBufferThatReceivesOtherBytesIsNotWrittenDirectly(boolean asMany) throws IOException {
    byte[] expected = expected();
    ByteBuf foreign = Unpooled.directBuffer(2 << 20);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    drainTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            if (out.size() == 0) {
              MessageBuffer.allocated(foreign);
            } else if (asMany) {
              foreign.writeZero(length);
            }
            out.write(bytes, offset, length);
          }
        });

    assertThat(out.toByteArray()).isEqualTo(expected);
    assertThat(direct.sum()).isZero();
    foreign.release();
  }

  /** Writes into buffers of equal capacity, one after another, as gRPC does. */
  private static final class Buffers extends OutputStream {
    private final int capacity;
    private final ByteBuf all = Unpooled.buffer();
    private ByteBuf current = Unpooled.EMPTY_BUFFER;

    Buffers(int capacity) {
      this.capacity = capacity;
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int done = 0; done < length; ) {
        if (!current.isWritable()) {
          commit();
          current = Unpooled.directBuffer(capacity, capacity);
          MessageBuffer.allocated(current);
        }
        int fitting = Math.min(length - done, current.writableBytes());
        current.writeBytes(bytes, offset + done, fitting);
        done += fitting;
      }
    }

    private void commit() {
      all.writeBytes(current);
      current.release();
    }

    byte[] all() {
      commit();
      byte[] bytes = new byte[all.readableBytes()];
      all.readBytes(bytes);
      return bytes;
    }
  }
}
