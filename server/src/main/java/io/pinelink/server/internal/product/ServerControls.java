package io.pinelink.server.internal.product;

import io.pinelink.server.internal.clock.Delays;
import io.pinelink.server.internal.clock.MovableClock;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.StartIndexes;
import io.pinelink.server.internal.gateway.ServerData;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import io.pinelink.server.internal.limits.ServiceRates;
import io.pinelink.server.internal.store.WriteVisibility;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a server that a product changes and shows, besides its public methods. Thread-safe.
 *
 * @param service answers the calls of the service
 * @param data all resources that are saved together
 * @param indexes returns the indexes of the first project
 * @param forms reads definitions of indexes
 * @param delays the delays of what begins from now on
 * @param addresses the addresses of the listeners that have one of their own
 * @param settings returns all settings with plain values, without secrets
 */
public record ServerControls(
    RequestHandler service,
    RequestLog log,
    MovableClock clock,
    ServerData data,
    Supplier<IndexRegistry> indexes,
    StartIndexes startIndexes,
    IndexForms forms,
    ModelEmbedder embeddings,
    WriteVisibility visibility,
    AtomicReference<Delays> delays,
    AtomicInteger maxUpsertBytes,
    ServiceRates serviceRates,
    MonthlyQuotas quotas,
    Map<ListenerRole, InetSocketAddress> addresses,
    Supplier<Map<String, @Nullable Object>> settings) {
  /** Removes the indexes of the first project, except those with which it starts. */
  public void removeIndexes() {
    indexes.get().clear();
    startIndexes.createIn(indexes.get());
  }
}
