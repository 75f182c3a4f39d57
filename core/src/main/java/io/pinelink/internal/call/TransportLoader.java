package io.pinelink.internal.call;

import static java.util.stream.Collectors.joining;

import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.internal.version.Version;
import io.pinelink.model.Protocol;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.TransportProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The source of a client's transports. */
public final class TransportLoader {
  private final @Nullable List<TransportProvider> providers;

  /** Creates a loader of the given providers, or of those on the class path for null. */
  public TransportLoader(@Nullable List<TransportProvider> providers) {
    this.providers = providers;
  }

  /**
   * Creates one transport for each of the protocols that has a provider, the preferred first.
   *
   * @throws IllegalStateException if there is none
   * @throws IncompatibleLibraryException if the class path has several versions of this client, or
   *     a library that a transport cannot run on
   */
  public Map<Protocol, Transport> create(List<Protocol> protocols, TransportOptions options) {
    List<TransportProvider> found = providers == null ? onClassPath() : providers;
    Map<Protocol, Transport> transports = new LinkedHashMap<>();
    for (Protocol protocol : protocols) {
      for (TransportProvider provider : found) {
        if (provider.protocol() == protocol) {
          transports.computeIfAbsent(protocol, missing -> provider.create(options));
        }
      }
    }
    if (transports.isEmpty()) {
      throw new IllegalStateException(
          "no transport for %s on the class path: add the artifact %s"
              .formatted(
                  protocols,
                  protocols.stream().map(TransportLoader::artifact).collect(joining(" and "))));
    }
    return Collections.unmodifiableMap(transports);
  }

  private static String artifact(Protocol protocol) {
    String what =
        switch (protocol) {
          case GRPC -> "for vectors";
          case REST -> "for the control plane";
        };
    return protocol.artifact() + " " + what;
  }

  private static List<TransportProvider> onClassPath() {
    ClassLoader loader = TransportProvider.class.getClassLoader();
    Version.requireOne(loader);
    List<TransportProvider> found = new ArrayList<>();
    ServiceLoader.load(TransportProvider.class, loader).forEach(found::add);
    return found;
  }
}
