package io.pinelink.grpc.call;

import io.grpc.Metadata;
import io.pinelink.grpc.channel.Channels;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers of each request. */
public final class CallHeaders {
  /** The keys by name, created once. Nearly all names come from code. */
  private static final Map<String, Metadata.Key<String>> KEYS = new ConcurrentHashMap<>();

  private static final int MAX_KEYS = 100;
  private static final long MAX_SHARE_OF_TIMEOUT = 99_999_999;
  private static final long NANOS_BELOW_MILLI = 999_999;
  private static final long NANOS_BELOW_SECOND = 999_999_999;
  private static final Metadata.Key<String> API_VERSION = ascii("x-pinecone-api-version");
  private static final Metadata.Key<String> TIMEOUT = ascii("grpc-timeout");

  private final @Nullable String apiVersion;

  /**
   * Creates the headers of a transport's calls.
   *
   * @param apiVersion the API version of all calls; null for the version of each operation
   */
  public CallHeaders(@Nullable String apiVersion) {
    this.apiVersion = apiVersion;
  }

  public Metadata of(Operation<?, ?> operation, CallContext context, Channels channels) {
    Metadata metadata = new Metadata();
    BiConsumer<String, String> put = (name, value) -> metadata.put(ascii(name), value);
    channels.forEachHeader(context.credential(), put);
    if (!context.headers().isEmpty()) {
      channels.forEachHeader(context.headers(), put);
    }
    metadata.put(API_VERSION, operation.apiVersion(apiVersion));
    return metadata;
  }

  /** Sends the time left until the deadline to the server. */
  static void putTimeout(Metadata headers, Deadline deadline) {
    headers.put(TIMEOUT, timeout(deadline.remaining()));
  }

  /**
   * Returns a timeout as gRPC writes it: at most eight digits and a unit. The unit is the finest of
   * milliseconds, seconds and hours that fits; the value is rounded up.
   */
  static String timeout(Duration left) {
    long millis = Math.max(1, left.plusNanos(NANOS_BELOW_MILLI).toMillis());
    if (millis <= MAX_SHARE_OF_TIMEOUT) {
      return millis + "m";
    }
    long seconds = left.plusNanos(NANOS_BELOW_SECOND).toSeconds();
    return seconds <= MAX_SHARE_OF_TIMEOUT
        ? seconds + "S"
        : Math.min(MAX_SHARE_OF_TIMEOUT, left.toHours() + 1) + "H";
  }

  public static Metadata.Key<String> ascii(String name) {
    Metadata.Key<String> made = KEYS.get(name);
    if (made == null) {
      made = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
      if (KEYS.size() < MAX_KEYS) {
        KEYS.put(name, made);
      }
    }
    return made;
  }
}
