package io.pinelink.endtoend;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An application that makes calls over each protocol, for a class loader of its own. */
public final class Application implements Consumer<UnaryOperator<String>> {
  static final String KEY = "key";
  static final String AUTHORITY = "authority";
  static final String HOST = "host";
  static final String PORT = "port";

  @Override
  public void accept(UnaryOperator<String> settings) {
    for (Protocol protocol : Protocol.values()) {
      try (Pinelink client = client(settings, protocol)) {
        Index index = client.indexAt(settings.apply(HOST));
        index.bulkUpsert(
            BulkSource.of(List.of(Vector.of("a", new float[] {1, 2}))), BulkOptions.defaults());
        if (index.query(QueryRequest.nearest(1, 2)).matches().isEmpty()
            || index.async().fetch(FetchRequest.byIds("a")).join().vectors().isEmpty()) {
          throw new IllegalStateException("nothing was found over " + protocol);
        }
      }
    }
  }

  private static Pinelink client(UnaryOperator<String> settings, Protocol protocol) {
    return Pinelink.builder()
        .apiKey(settings.apply(KEY))
        .protocols(protocol)
        .tls(TlsOptions.trustOnly(Path.of(settings.apply(AUTHORITY))))
        .connectRule(
            ConnectRule.forHost(settings.apply(HOST))
                .dial(new InetSocketAddress("localhost", Integer.parseInt(settings.apply(PORT)))))
        .build();
  }
}
