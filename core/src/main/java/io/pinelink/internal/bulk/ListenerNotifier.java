package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Notifies the listeners. Exceptions of a listener are logged and do not affect the bulk operation.
 */
final class ListenerNotifier {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final List<BulkListener> listeners;

  /**
   * @param listener the listener of the options
   * @param others the listeners of telemetry
   */
  ListenerNotifier(BulkListener listener, List<BulkListener> others) {
    this.listeners = Stream.concat(Stream.of(listener), others.stream()).toList();
  }

  void progress(BulkProgress progress) {
    each(listener -> listener.progress(progress));
  }

  void accepted(String id) {
    each(listener -> listener.accepted(id));
  }

  void failed(BulkFailure failure) {
    each(listener -> listener.failed(failure));
  }

  void ended(BulkReport report) {
    each(listener -> listener.ended(report));
  }

  private void each(Consumer<BulkListener> event) {
    for (BulkListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "the listener of a bulk operation failed", e);
      }
    }
  }
}
