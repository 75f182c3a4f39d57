package io.pinelink.benchmarks.load;

import io.pinelink.model.Protocol;

/** A measured client, which lives as long as its process. */
interface BenchmarkSubject {
  /** The number of different requests, so that they do not all fit in a CPU cache. */
  int VARIETY = 20;

  /** The number of matches that a query requests; the sink decides the response. */
  int TOP_K = 10;

  /** The number of vectors that a fetch requests. */
  int FETCHED = 100;

  /** Returns an operation with its requests prepared. */
  Work<?> work(Call call, Shape shape) throws Exception;

  /** Creates a client. Loads no classes of other clients, so each needs only its own libraries. */
  static BenchmarkSubject open(String name, Target target) throws Exception {
    return switch (name) {
      case "pinelink-grpc", "pinelink-grpc-jdk-tls" ->
          new PinelinkSubject(target, Protocol.GRPC, false);
      case "pinelink-grpc-writer" -> new PinelinkSubject(target, Protocol.GRPC, true);
      case "pinelink-rest" -> new PinelinkSubject(target, Protocol.REST, false);
      case "pinelink-documents-rest" -> new DocumentSubject(target);
      case "bare-grpc" -> new BareChannel(target);
      case "official" -> new OfficialSubject(target);
      default -> throw new IllegalArgumentException("There is no client " + name);
    };
  }
}
