package io.pinelink.internal.transfer;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.error.BulkException;
import io.pinelink.error.FailedCall;
import io.pinelink.internal.bulk.targets.AliasSwap;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Page;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.spi.DataOperations;
import io.pinelink.transfer.CopyOptions;
import io.pinelink.transfer.CopyReport;
import io.pinelink.transfer.NamespaceCopyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A copy of one or more namespaces, one after another. The calling thread runs the steps and waits
 * for the calls; an interrupt cancels them.
 *
 * @param <T> what the target contains
 */
public final class CopyRun<T> {
  private static final String DEFAULT_NAMESPACE = "__default__";

  private final NamespaceSide<T> source;
  private final NamespaceSide<T> target;
  private final CopyOptions options;

  public CopyRun(NamespaceSide<T> source, NamespaceSide<T> target, CopyOptions options) {
    this.source = source;
    this.target = target;
    this.options = options;
  }

  /**
   * Runs the copy.
   *
   * @throws IllegalArgumentException if both sides are the same, the source does not fit into the
   *     target, or the checkpoint belongs to another copy
   * @throws BulkException if not everything was copied, unless the options collect failures
   */
  public CopyReport run() {
    String description = description();
    try (CopyCheckpoint checkpoint =
        CopyCheckpoint.open(
            options.isDryRun() ? null : options.bulk().checkpoint().orElse(null), description)) {
      IndexStats from = SideCheck.stats(source);
      IndexStats to = SideCheck.stats(target);
      new SideCheck(source, target, options).check(from, to);
      List<NamespaceCopyReport> reports = new ArrayList<>();
      boolean done = true;
      for (String name : names()) {
        CopyState before = checkpoint.state(name);
        NamespaceCopyReport report = copy(name, checkpoint, before, from);
        reports.add(report);
        done &= report.items().isClean();
        if (report.items().ending() != BulkOutcome.COMPLETE) {
          break;
        }
      }
      if (done && !options.isDryRun()) {
        checkpoint.remove();
      }
      return checked(TransferReports.copy(reports));
    }
  }

  private String description() {
    boolean several = options.copiesAllNamespaces() || options.namespaces().isPresent();
    String from = source.description();
    String to = target.description();
    if (!several) {
      from = "namespace '" + namespaceOf(source) + "' of " + from;
      to = "namespace '" + namespaceOf(target) + "' of " + to;
    }
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "source and target are both " + from + ", expected different ones");
    }
    return "copy of " + from + " to " + to;
  }

  /** Returns the namespace, in one form for the two names of the default one. */
  static String namespaceOf(NamespaceSide<?> side) {
    return new ConsistencyToken(side.caller().namespace(), 0).namespace();
  }

  /**
   * Returns the names of the namespaces in order; one empty name for the namespaces of the views.
   */
  private Iterable<String> names() {
    if (options.namespaces().isPresent()) {
      return options.namespaces().get();
    }
    return options.copiesAllNamespaces() ? allNamespaces() : List.of("");
  }

  private Iterable<String> allNamespaces() {
    TreeSet<String> names = new TreeSet<>();
    ListNamespacesRequest request = ListNamespacesRequest.all();
    @Nullable String token = null;
    do {
      Page<NamespaceDescription> page =
          Futures.await(
              source
                  .caller()
                  .inNamespace("")
                  .call(
                      DataOperations.LIST_NAMESPACES,
                      token == null ? request : request.withPaginationToken(token)));
      page.items().forEach(namespace -> names.add(named(namespace.name())));
      token = page.nextToken().orElse(null);
    } while (token != null);
    return names;
  }

  private static String named(String namespace) {
    return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }

  private NamespaceCopyReport copy(
      String name, CopyCheckpoint checkpoint, CopyState before, IndexStats stats) {
    NamespaceSide<T> from = name.isEmpty() ? source : source.inNamespace(name);
    NamespaceSide<T> to = name.isEmpty() ? target : target.inNamespace(name);
    options.alias().ifPresent(alias -> checkAlias(alias, to));
    NamespaceCopy<T> copy =
        new NamespaceCopy<>(name, from, to, options, checkpoint, before, count(from, stats));
    NamespaceCopyReport report = options.isDryRun() ? copy.nothing() : copy.run();
    if (report.isClean() && !options.isDryRun() && options.alias().isPresent()) {
      report = switched(options.alias().get(), to, report);
    }
    if (!options.isDryRun()) {
      checkpoint.ended(name, copy.state(), report.items().isClean());
    }
    return report;
  }

  private static OptionalLong count(NamespaceSide<?> side, IndexStats stats) {
    String namespace = namespaceOf(side);
    Long known = stats.namespaces().get(namespace);
    if (known == null && namespace.isEmpty()) {
      known = stats.namespaces().get(DEFAULT_NAMESPACE);
    }
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  private static void checkAlias(String alias, NamespaceSide<?> to) {
    Optional<String> unused = Futures.await(AliasSwap.previous(to.caller(), swap(alias, to)));
  }

  private static NamespaceSwap swap(String alias, NamespaceSide<?> to) {
    return NamespaceSwap.of(alias, named(to.caller().namespace()));
  }

  private static NamespaceCopyReport switched(
      String alias, NamespaceSide<?> to, NamespaceCopyReport report) {
    var unused = Futures.await(AliasSwap.point(to.caller(), swap(alias, to), report.items()));
    return TransferReports.namespace(
        report.source(),
        report.target(),
        report.items(),
        report.vanished(),
        report.deletes(),
        report.comparison(),
        Optional.of(alias));
  }

  private CopyReport checked(CopyReport report) {
    if (!options.bulk().collectsFailures()) {
      for (NamespaceCopyReport part : report.namespaces()) {
        throwUnlessClean(part.items());
        part.deletes().ifPresent(this::throwUnlessClean);
      }
    }
    return report;
  }

  private void throwUnlessClean(BulkReport report) {
    if (!report.isClean()) {
      throw new BulkException(new FailedCall("copy", target.caller().route(), 1), report);
    }
  }
}
