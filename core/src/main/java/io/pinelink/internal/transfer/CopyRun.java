package io.pinelink.internal.transfer;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.error.BulkException;
import io.pinelink.error.FailedCall;
import io.pinelink.internal.bulk.targets.AliasSwap;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageProgress;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Page;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.spi.DataOperations;
import io.pinelink.transfer.CopyOptions;
import io.pinelink.transfer.CopyReport;
import io.pinelink.transfer.MirrorPlan;
import io.pinelink.transfer.NamespaceCopyReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    try (CopyCheckpoint checkpoint =
        CopyCheckpoint.open(
            options.isDryRun() ? null : options.bulk().checkpoint().orElse(null), description())) {
      IndexStats from = SideCheck.stats(source);
      IndexStats to = SideCheck.stats(target);
      new SideCheck(source, target, options).check(from, to);
      List<NamespaceCopyReport> reports = new ArrayList<>();
      boolean done = true;
      Map<String, Optional<MirrorPlan>> plans = plans();
      checkpoint.begin();
      for (Map.Entry<String, Optional<MirrorPlan>> entry : plans.entrySet()) {
        NamespaceCopyReport report = copy(entry.getKey(), checkpoint, entry.getValue(), from);
        reports.add(report);
        done &= report.items().isClean() && report.deletes().map(BulkReport::isClean).orElse(true);
        if (report.items().ending() != BulkOutcome.COMPLETE) {
          done = false;
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
    String from = source.description();
    String to = target.description();
    String what = "all namespaces";
    if (options.namespaces().isPresent()) {
      what =
          options.namespaces().get().stream()
              .map(name -> "'" + name + "'")
              .collect(Collectors.joining(", ", "namespaces ", ""));
    } else if (!options.copiesAllNamespaces()) {
      what = "namespace '" + namespaceOf(source) + "'";
      to = "namespace '" + namespaceOf(target) + "' of " + to;
    }
    if (from.equals(target.description())
        && (to.equals(from) || namespaceOf(source).equals(namespaceOf(target)))) {
      throw new IllegalArgumentException(
          "source and target are both " + what + " of " + from + ", expected different ones");
    }
    return "copy of " + what + " of " + from + " to " + to;
  }

  /** Returns the namespace, in one form for the two names of the default one. */
  static String namespaceOf(NamespaceSide<?> side) {
    return oneName(side.caller().namespace());
  }

  private static String oneName(String namespace) {
    return new ConsistencyToken(namespace, 0).namespace();
  }

  /**
   * Returns the names of the namespaces in order; one empty name for the namespaces of the views.
   */
  private Collection<String> names() {
    if (options.namespaces().isPresent()) {
      return options.namespaces().get();
    }
    return options.copiesAllNamespaces() ? allNamespaces() : List.of("");
  }

  private Collection<String> allNamespaces() {
    Caller caller = source.caller().inNamespace("");
    PageSource<NamespaceDescription> pages =
        PageSource.sorted(
            ListNamespacesRequest.all(),
            request -> caller.call(DataOperations.LIST_NAMESPACES, request),
            namespace -> oneName(namespace.name()));
    PageProgress<NamespaceDescription> progress = new PageProgress<>(pages);
    TreeSet<String> names = new TreeSet<>();
    @Nullable String token = null;
    do {
      Page<NamespaceDescription> page = Futures.await(pages.page(token));
      page.items().forEach(namespace -> names.add(named(namespace.name())));
      token = progress.after(page);
    } while (token != null);
    return names;
  }

  /**
   * Returns the namespaces in order, with what a mirror would delete; without a mirror, that is not
   * known.
   *
   * @throws IllegalArgumentException if a mirror would delete more than the options allow
   */
  private Map<String, Optional<MirrorPlan>> plans() {
    Map<String, Optional<MirrorPlan>> plans = new LinkedHashMap<>();
    for (String name : names()) {
      Optional<MirrorPlan> plan = Optional.empty();
      if (options.mirrors()) {
        Mirror mirror = new Mirror(side(source, name), side(target, name), options);
        plan = Optional.of(mirror.plan());
      }
      plans.put(name, plan);
    }
    boolean isEmpty =
        options.copiesAllNamespaces()
            && plans.values().stream()
                .allMatch(plan -> plan.stream().allMatch(MirrorPlan::isSourceEmpty));
    if (options.mirrors() && isEmpty && !options.isDryRun() && !options.allowsEmptySource()) {
      throw new IllegalArgumentException(
          "the source "
              + source.description()
              + " has no items to mirror, and allowEmptySource is not set");
    }
    return plans;
  }

  private static <T> NamespaceSide<T> side(NamespaceSide<T> view, String name) {
    return name.isEmpty() ? view : view.inNamespace(name);
  }

  private static String named(String namespace) {
    return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }

  private NamespaceCopyReport copy(
      String name, CopyCheckpoint checkpoint, Optional<MirrorPlan> plan, IndexStats stats) {
    NamespaceSide<T> from = side(source, name);
    NamespaceSide<T> to = side(target, name);
    options.alias().ifPresent(alias -> checkAlias(alias, to));
    NamespaceCopy<T> copy =
        new NamespaceCopy<>(name, from, to, options, checkpoint, plan, SideCount.of(from, stats));
    NamespaceCopyReport report = options.isDryRun() ? copy.nothing() : copy.run();
    if (report.isClean() && !options.isDryRun() && options.alias().isPresent()) {
      var unused =
          Futures.await(
              AliasSwap.point(to.caller(), swap(options.alias().get(), to), report.items()));
      report = TransferReports.switched(report, options.alias().get());
    }
    return report;
  }

  private static void checkAlias(String alias, NamespaceSide<?> to) {
    Optional<String> unused = Futures.await(AliasSwap.previous(to.caller(), swap(alias, to)));
  }

  private static NamespaceSwap swap(String alias, NamespaceSide<?> to) {
    return NamespaceSwap.of(alias, named(to.caller().namespace()));
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
