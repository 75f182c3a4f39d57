package io.pinelink.benchmarks.load;

import io.pinelink.model.Protocol;
import java.time.Duration;

/** A client whose memory and threads are measured while it does nothing. */
interface IdleClient extends AutoCloseable {
  /** Opens an index, which has a host of its own if the client can be given another address. */
  IdleIndex index(int number);

  @Override
  void close();

  /** An index, or a view of one. */
  interface IdleIndex {
    /** Sends a small request and waits for the response. */
    void query();

    /** Sends a batch of vectors and waits for the response. */
    void upsert();

    /** Opens a namespace of the index. */
    default IdleIndex namespace(int number) {
      throw new UnsupportedOperationException("this client has no views of namespaces");
    }

    /** Writes a vector into each of a number of namespaces by a bulk writer, and closes it. */
    default void write(int namespaces) {
      throw new UnsupportedOperationException("this client has no bulk writers");
    }
  }

  /**
   * Creates a client. Loads no classes of other clients, so each needs only its own libraries.
   *
   * @param idle how long Pinelink keeps a connection without calls
   */
  static IdleClient open(String name, Target target, Duration idle) throws Exception {
    return switch (name) {
      case "pinelink-grpc" -> new IdlePinelink(target, Protocol.GRPC, idle);
      case "pinelink-rest" -> new IdlePinelink(target, Protocol.REST, idle);
      case "bare-grpc" -> new IdleChannel(target);
      case "official" -> new IdleOfficial(target);
      default -> throw new IllegalArgumentException("There is no client " + name);
    };
  }
}
