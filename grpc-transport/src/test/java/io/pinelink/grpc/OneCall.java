package io.pinelink.grpc;

import io.pinelink.Pinelink;
import java.util.function.IntFunction;

/** A client that makes one call to a port of loopback; loaded by other class loaders. */
public final class OneCall implements IntFunction<Throwable> {
  public OneCall() {}

  /** Returns the failure of the call. */
  @Override
  public Throwable apply(int port) {
    try (Pinelink client = Pinelink.builder().apiKey("pcsk_any").build()) {
      client.indexAt("localhost:" + port).describeIndexStats();
      throw new AssertionError("the call succeeded");
    } catch (RuntimeException | Error e) {
      return e;
    }
  }
}
