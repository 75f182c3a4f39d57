package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.bulk.targets.AliasSwap;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.validation.Check;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous variant of {@link Namespaces}: every call returns at once. Futures and
 * publishers behave as in {@link AsyncIndex}.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 *
 * @param <T> what a namespace contains, and {@link #swap} loads
 */
public class AsyncNamespaces<T> extends Facade {
  private final Function<Caller, BulkTarget<T>> load;

  AsyncNamespaces(Caller caller, Function<Caller, BulkTarget<T>> load) {
    super(caller.inNamespace("")); // requests name theirs
    this.load = load;
  }

  /** Returns a view with other call settings, as {@link Namespaces#with(CallOptions)} does. */
  public AsyncNamespaces<T> with(CallOptions options) {
    return new AsyncNamespaces<>(options.applyTo(caller), load);
  }

  /** Creates a namespace, as {@link Namespaces#create(String)} does. */
  public CompletableFuture<NamespaceDescription> create(String name) {
    return create(CreateNamespaceRequest.named(name));
  }

  /** Creates a namespace, as {@link Namespaces#create(CreateNamespaceRequest)} does. */
  public CompletableFuture<NamespaceDescription> create(CreateNamespaceRequest request) {
    Objects.requireNonNull(request, "request is null");
    return caller.inNamespace(request.name()).call(DataOperations.CREATE_NAMESPACE, request);
  }

  /** Creates a namespace, as {@link Namespaces#create(String, Consumer)} does. */
  public CompletableFuture<NamespaceDescription> create(
      String name, Consumer<CreateNamespaceRequest.Builder> request) {
    return create(Check.configured(CreateNamespaceRequest.builder(name), request).build());
  }

  /** Describes a namespace, as {@link Namespaces#describe(String)} does. */
  public CompletableFuture<NamespaceDescription> describe(String name) {
    ByName request = ByName.ofNamespace(name);
    return caller.inNamespace(name).call(DataOperations.DESCRIBE_NAMESPACE, request);
  }

  /** Lists a page of namespaces, as {@link Namespaces#list(ListNamespacesRequest)} does. */
  public CompletableFuture<ListNamespacesResponse> list(ListNamespacesRequest request) {
    return caller.call(DataOperations.LIST_NAMESPACES, request);
  }

  /** Lists a page of namespaces, as {@link Namespaces#list()} does. */
  public CompletableFuture<ListNamespacesResponse> list() {
    return list(ListNamespacesRequest.all());
  }

  /** Lists a page of namespaces, as {@link Namespaces#list(Consumer)} does. */
  public CompletableFuture<ListNamespacesResponse> list(
      Consumer<ListNamespacesRequest.Builder> request) {
    return list(Check.configured(ListNamespacesRequest.builder(), request).build());
  }

  /** Publishes all namespaces, as {@link Namespaces#listAll} lists them. */
  public Flow.Publisher<NamespaceDescription> listAll(ListNamespacesRequest request) {
    return descriptions(request).publisher();
  }

  /** Publishes all namespaces, as {@link Namespaces#listAll()} does. */
  public Flow.Publisher<NamespaceDescription> listAll() {
    return listAll(ListNamespacesRequest.all());
  }

  /** Publishes all namespaces, as {@link Namespaces#listAll(Consumer)} does. */
  public Flow.Publisher<NamespaceDescription> listAll(
      Consumer<ListNamespacesRequest.Builder> request) {
    return listAll(Check.configured(ListNamespacesRequest.builder(), request).build());
  }

  PageSource<NamespaceDescription> descriptions(ListNamespacesRequest request) {
    // The default namespace has two names, so its place is not known.
    return PageSource.sorted(
        request,
        this::list,
        namespace -> namespace.name().equals("__default__") ? "" : namespace.name());
  }

  /** Deletes a namespace, as {@link Namespaces#delete(String)} does. */
  public CompletableFuture<@Nullable Void> delete(String name) {
    ByName request = ByName.ofNamespace(name);
    return Futures.map(
        caller.inNamespace(name).call(DataOperations.DELETE_NAMESPACE, request), response -> null);
  }

  /** Creates a namespace alias, as {@link Namespaces#createAlias} does. */
  public CompletableFuture<NamespaceAlias> createAlias(String name, String targetNamespace) {
    return caller.call(
        AliasOperations.CREATE_NAMESPACE_ALIAS, new AliasTarget(name, targetNamespace));
  }

  /** Describes a namespace alias, as {@link Namespaces#describeAlias} does. */
  public CompletableFuture<NamespaceAlias> describeAlias(String name) {
    return caller.call(AliasOperations.DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias(name));
  }

  /** Lists a page of namespace aliases, as {@link Namespaces#listAliases} does. */
  public CompletableFuture<ListNamespaceAliasesResponse> listAliases(
      ListNamespaceAliasesRequest request) {
    return caller.call(AliasOperations.LIST_NAMESPACE_ALIASES, request);
  }

  /** Lists a page of namespace aliases, as {@link Namespaces#listAliases()} does. */
  public CompletableFuture<ListNamespaceAliasesResponse> listAliases() {
    return listAliases(ListNamespaceAliasesRequest.all());
  }

  /** Lists a page of namespace aliases, as {@link Namespaces#listAliases(Consumer)} does. */
  public CompletableFuture<ListNamespaceAliasesResponse> listAliases(
      Consumer<ListNamespaceAliasesRequest.Builder> request) {
    return listAliases(Check.configured(ListNamespaceAliasesRequest.builder(), request).build());
  }

  /** Publishes all namespace aliases, as {@link Namespaces#listAllAliases} lists them. */
  public Flow.Publisher<NamespaceAlias> listAllAliases(ListNamespaceAliasesRequest request) {
    return aliases(request).publisher();
  }

  /** Publishes all namespace aliases, as {@link Namespaces#listAllAliases()} does. */
  public Flow.Publisher<NamespaceAlias> listAllAliases() {
    return listAllAliases(ListNamespaceAliasesRequest.all());
  }

  /** Publishes all namespace aliases, as {@link Namespaces#listAllAliases(Consumer)} does. */
  public Flow.Publisher<NamespaceAlias> listAllAliases(
      Consumer<ListNamespaceAliasesRequest.Builder> request) {
    return listAllAliases(Check.configured(ListNamespaceAliasesRequest.builder(), request).build());
  }

  PageSource<NamespaceAlias> aliases(ListNamespaceAliasesRequest request) {
    return PageSource.sorted(request, this::listAliases, NamespaceAlias::name);
  }

  /** Points a namespace alias to another namespace, as {@link Namespaces#repointAlias} does. */
  public CompletableFuture<NamespaceAlias> repointAlias(String name, String targetNamespace) {
    return caller.call(
        AliasOperations.REPOINT_NAMESPACE_ALIAS, new AliasTarget(name, targetNamespace));
  }

  /** Deletes a namespace alias, as {@link Namespaces#deleteAlias} does. */
  public CompletableFuture<@Nullable Void> deleteAlias(String name) {
    return Futures.map(
        caller.call(AliasOperations.DELETE_NAMESPACE_ALIAS, ByName.ofAlias(name)),
        response -> null);
  }

  /**
   * Loads a namespace and points a namespace alias to it, as {@link Namespaces#swap} does.
   * Cancelling the future cancels the running step.
   *
   * @throws IllegalStateException if no transport supports the items of the source
   * @throws IllegalArgumentException if the options do not wait until writes are visible, or
   *     collect failures
   */
  public CompletableFuture<NamespaceSwapReport> swap(
      NamespaceSwap swap, BulkSource<T> source, BulkOptions options) {
    Objects.requireNonNull(swap, "swap is null");
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(options, "options is null");
    Caller into = caller.inNamespace(Check.namespace(swap.namespace()));
    BulkOperations bulk = new BulkOperations(into, into.completeOn());
    return AliasSwap.start(caller, swap, options, () -> bulk.engine(load, source, options).start());
  }
}
