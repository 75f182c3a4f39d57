package io.pinelink;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.validation.Check;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The namespaces of one index, and their aliases: durable names that reads resolve to a namespace.
 * Get it from {@link Index#namespaces()}, {@link RecordIndex#namespaces()} or {@link
 * DocumentIndex#namespaces()}.
 *
 * <pre>{@code
 * index.namespaces().create("tenant-7");
 * for (NamespaceDescription namespace : index.namespaces().listAll()) {
 *   System.out.println(namespace.name() + ": " + namespace.recordCount());
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. Calls block and throw as in {@link Index}.
 *
 * <p>Not meant to be extended. It is not final only so that frameworks can create proxies of it.
 *
 * @param <T> what a namespace contains, and {@link #swap} loads: {@link io.pinelink.model.Vector},
 *     {@link io.pinelink.records.TextRecord} or {@link io.pinelink.documents.Document}
 */
public class Namespaces<T> extends Facade {
  private final Executor callbacks;
  private final Function<Caller, BulkTarget<T>> load;
  private final AsyncNamespaces<T> async;

  Namespaces(Caller caller, Executor callbacks, Function<Caller, BulkTarget<T>> load) {
    super(caller.inPlace());
    this.callbacks = callbacks;
    this.load = load;
    this.async = new AsyncNamespaces<>(this.caller, load);
  }

  /** Returns the asynchronous variant of this object. */
  public AsyncNamespaces<T> async() {
    return new AsyncNamespaces<>(caller.completingOn(callbacks), load);
  }

  /** Returns a view of the namespaces with other call settings. */
  public Namespaces<T> with(CallOptions options) {
    return new Namespaces<>(options.applyTo(caller), callbacks, load);
  }

  /**
   * Creates a namespace whose metadata fields are all indexed: short for {@link
   * #create(CreateNamespaceRequest)}.
   *
   * @param name 1 to 512 ASCII characters without NUL
   */
  public NamespaceDescription create(String name) {
    return Futures.await(async.create(name));
  }

  /**
   * Creates a namespace. Upserts create a missing namespace too.
   *
   * @throws io.pinelink.error.AlreadyExistsException if the namespace exists
   */
  public NamespaceDescription create(CreateNamespaceRequest request) {
    return Futures.await(async.create(request));
  }

  /** Creates a namespace, as {@link #create(CreateNamespaceRequest)} does. */
  public NamespaceDescription create(
      String name, Consumer<CreateNamespaceRequest.Builder> request) {
    return create(Check.configured(CreateNamespaceRequest.builder(name), request).build());
  }

  /**
   * Describes a namespace. Source: describeNamespace, API version 2026-04.
   *
   * @param name {@code __default__} for the default one
   * @throws io.pinelink.error.NotFoundException if the namespace does not exist
   */
  public NamespaceDescription describe(String name) {
    return Futures.await(async.describe(name));
  }

  /** Lists a page of namespaces. Serverless indexes only. */
  public ListNamespacesResponse list(ListNamespacesRequest request) {
    return Futures.await(async.list(request));
  }

  /** Lists a page of namespaces, as {@code list(ListNamespacesRequest.all())} does. */
  public ListNamespacesResponse list() {
    return list(ListNamespacesRequest.all());
  }

  /** Lists a page of namespaces, as {@link #list(ListNamespacesRequest)} does. */
  public ListNamespacesResponse list(Consumer<ListNamespacesRequest.Builder> request) {
    return list(Check.configured(ListNamespacesRequest.builder(), request).build());
  }

  /** Lists all namespaces page by page, as {@link #list} does, starting at the request's page. */
  public Paged<NamespaceDescription> listAll(ListNamespacesRequest request) {
    return new Paged<>(async.descriptions(request));
  }

  /** Lists all namespaces, as {@code listAll(ListNamespacesRequest.all())} does. */
  public Paged<NamespaceDescription> listAll() {
    return listAll(ListNamespacesRequest.all());
  }

  /** Lists all namespaces, as {@link #listAll(ListNamespacesRequest)} does. */
  public Paged<NamespaceDescription> listAll(Consumer<ListNamespacesRequest.Builder> request) {
    return listAll(Check.configured(ListNamespacesRequest.builder(), request).build());
  }

  /**
   * Deletes a namespace with everything in it, permanently. Deletion is asynchronous. Source:
   * deleteNamespace, API version 2025-10.
   *
   * @param name {@code __default__} for the default one
   * @throws io.pinelink.error.NotFoundException if the namespace does not exist
   */
  public void delete(String name) {
    var unused = Futures.await(async.delete(name));
  }

  /**
   * Creates a namespace alias: a durable name that reads resolve to one namespace, such as {@code
   * live}, while writes name the namespace itself. Reads that resolve aliases are queries, fetches,
   * listings of ids and searches; the {@code namespace} of their responses is the one that served
   * them. The call returns when every reader resolves the alias, after about a second. Serverless
   * indexes only. On {@linkplain io.pinelink.control.ReadCapacity#dedicated dedicated read nodes},
   * which includes BYOC, an index holds a single namespace, so that the alias has only one target.
   * Source: createNamespaceAlias, API version 2026-07.
   *
   * @param name the name of the alias: 1 to 512 printable ASCII characters without the space and
   *     {@code / ? # % & = \ ; +}; not {@code __default__}, {@code .} or {@code ..}. Aliases and
   *     namespaces share one set of names
   * @param targetNamespace the namespace that serves reads, which must exist and be active; {@code
   *     __default__} for the default one; not an alias
   * @throws io.pinelink.error.AlreadyExistsException if an alias or a namespace has the name
   * @throws io.pinelink.error.ServiceException if the target does not exist or is an alias; its
   *     {@code reason()} distinguishes the causes; with the code {@code UNIMPLEMENTED} if aliases
   *     are not enabled for the index
   */
  public NamespaceAlias createAlias(String name, String targetNamespace) {
    return Futures.await(async.createAlias(name, targetNamespace));
  }

  /**
   * Describes a namespace alias. Source: describeNamespaceAlias, API version 2026-07.
   *
   * @throws io.pinelink.error.NotFoundException if the alias does not exist
   */
  public NamespaceAlias describeAlias(String name) {
    return Futures.await(async.describeAlias(name));
  }

  /** Lists a page of namespace aliases. Listings of namespaces do not contain them. */
  public ListNamespaceAliasesResponse listAliases(ListNamespaceAliasesRequest request) {
    return Futures.await(async.listAliases(request));
  }

  /**
   * Lists a page of namespace aliases, as {@code listAliases(ListNamespaceAliasesRequest.all())}
   * does.
   */
  public ListNamespaceAliasesResponse listAliases() {
    return listAliases(ListNamespaceAliasesRequest.all());
  }

  /** Works as {@link #listAliases(ListNamespaceAliasesRequest)} does. */
  public ListNamespaceAliasesResponse listAliases(
      Consumer<ListNamespaceAliasesRequest.Builder> request) {
    return listAliases(Check.configured(ListNamespaceAliasesRequest.builder(), request).build());
  }

  /**
   * Lists all namespace aliases page by page, as {@link #listAliases} does, starting at the
   * request's page.
   */
  public Paged<NamespaceAlias> listAllAliases(ListNamespaceAliasesRequest request) {
    return new Paged<>(async.aliases(request));
  }

  /**
   * Lists all namespace aliases, as {@code listAllAliases(ListNamespaceAliasesRequest.all())} does.
   */
  public Paged<NamespaceAlias> listAllAliases() {
    return listAllAliases(ListNamespaceAliasesRequest.all());
  }

  /** Lists all namespace aliases, as {@link #listAllAliases(ListNamespaceAliasesRequest)} does. */
  public Paged<NamespaceAlias> listAllAliases(
      Consumer<ListNamespaceAliasesRequest.Builder> request) {
    return listAllAliases(Check.configured(ListNamespaceAliasesRequest.builder(), request).build());
  }

  /**
   * Points a namespace alias to another namespace. The change is atomic: every read is served by
   * the previous or the new namespace. Source: repointNamespaceAlias, API version 2026-07.
   *
   * @param targetNamespace as in {@link #createAlias}
   * @throws io.pinelink.error.NotFoundException if the alias does not exist
   * @throws io.pinelink.error.ServiceException if the target does not exist or is an alias; its
   *     {@code reason()} distinguishes the causes
   */
  public NamespaceAlias repointAlias(String name, String targetNamespace) {
    return Futures.await(async.repointAlias(name, targetNamespace));
  }

  /**
   * Deletes a namespace alias. The namespace that it points to remains. Afterwards, the name reads
   * like a namespace that does not exist. Source: deleteNamespaceAlias, API version 2026-07.
   *
   * @throws io.pinelink.error.NotFoundException if the alias does not exist
   */
  public void deleteAlias(String name) {
    var unused = Futures.await(async.deleteAlias(name));
  }

  /**
   * Loads a namespace with the {@code bulkUpsert} of the index, waits until it is readable, and
   * points a namespace alias to it; creates the alias if it does not exist. Every read through the
   * alias is served by one of the two namespaces, and an interruption at any point leaves readers
   * on a complete one. A failed swap can be started again with the same namespace and {@linkplain
   * BulkOptions.Builder#checkpoint checkpoint}.
   *
   * <p>For a while the index has two namespaces. An index on {@linkplain
   * io.pinelink.control.ReadCapacity#dedicated dedicated read nodes}, which includes every index in
   * your own account ({@linkplain io.pinelink.control.IndexSpec#byoc BYOC}), holds a single one, so
   * the service refuses the load there. Load a second index instead, and switch readers to it.
   *
   * @param swap the names, and whether the namespace that the alias pointed to is deleted
   * @param source the content of the new namespace
   * @param options the options of the load, with {@link BulkOptions.Builder#awaitVisible}
   * @throws io.pinelink.error.BulkException if not all items were accepted or became readable; the
   *     alias is unchanged
   * @throws IllegalStateException if the alias points to the namespace already, or no transport
   *     supports the items of the source
   * @throws IllegalArgumentException if the options do not wait until writes are visible, or
   *     collect failures
   */
  public NamespaceSwapReport swap(NamespaceSwap swap, BulkSource<T> source, BulkOptions options) {
    return Futures.await(async.swap(swap, source, options));
  }
}
