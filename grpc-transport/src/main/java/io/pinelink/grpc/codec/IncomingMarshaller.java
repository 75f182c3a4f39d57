package io.pinelink.grpc.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A marshaller for responses; one that cannot be read fails as it does with generated classes.
 *
 * @param decoder the conversion from the message to the result
 */
public record IncomingMarshaller<T>(Decoder<T> decoder) implements Marshaller<T> {
  /** A conversion from a message to a result. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(MessageReader message) throws InvalidProtocolBufferException;
  }

  @Override
  public T parse(InputStream stream) {
    ReadBuffer buffer = ReadBuffer.POOL.take();
    try {
      buffer.fill(stream);
      return decoder.decode(new MessageReader(buffer));
    } catch (InvalidProtocolBufferException e) {
      throw malformed(e);
    } catch (IOException e) {
      // For example, bytes that do not decompress.
      throw malformed(new InvalidProtocolBufferException(e));
    } catch (StatusRuntimeException | LinkageError e) {
      throw e; // the message is too large, or the libraries do not fit
    } catch (RuntimeException | Error e) {
      throw malformed(new InvalidProtocolBufferException(new IOException(e)));
    } finally {
      buffer.release();
    }
  }

  private static RuntimeException malformed(InvalidProtocolBufferException cause) {
    return Status.INTERNAL
        .withDescription("Invalid protobuf byte sequence")
        .withCause(cause)
        .asRuntimeException();
  }

  @Override
  public InputStream stream(T value) {
    throw new UnsupportedOperationException("responses are never sent");
  }
}
