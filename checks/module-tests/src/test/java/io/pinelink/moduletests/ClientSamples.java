package io.pinelink.moduletests;

import io.pinelink.AsyncControlPlane;
import io.pinelink.AsyncDocumentIndex;
import io.pinelink.AsyncImports;
import io.pinelink.AsyncIndex;
import io.pinelink.AsyncInference;
import io.pinelink.AsyncNamespaces;
import io.pinelink.AsyncPinelink;
import io.pinelink.AsyncRecordIndex;
import io.pinelink.AsyncTypedDocumentIndex;
import io.pinelink.ClientBuilder;
import io.pinelink.ControlPlane;
import io.pinelink.DocumentIndex;
import io.pinelink.Imports;
import io.pinelink.Index;
import io.pinelink.Inference;
import io.pinelink.Namespaces;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.admin.AdminClient;
import io.pinelink.admin.AsyncAdminClient;
import io.pinelink.admin.UpdateApiKeyRequest;
import io.pinelink.admin.UpdateProjectRequest;
import io.pinelink.connector.IndexTarget;
import io.pinelink.connector.SinkIndex;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.UpdateBackupScheduleRequest;
import io.pinelink.doctor.Doctor;
import io.pinelink.doctor.watch.RouteWatch;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.internal.response.BulkReports;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.ImportResponses;
import io.pinelink.internal.response.InferenceResponses;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.internal.response.RouteReports;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Metric;
import io.pinelink.model.PageRequest;
import io.pinelink.model.PaginatedRequest;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/** The sample values of a client and its requests that cannot be created from their types alone. */
final class ClientSamples implements AutoCloseable {
  private static final String HOST = "sample-a1b2c3d.svc.aped-4627-b74a.pinecone.io";
  private static final String KEY = "pcsk_0123456789abcdef0123456789abcdef";

  private final Pinelink client = Pinelink.builder().apiKey(KEY).build();
  private final RouteWatch watch = RouteWatch.builder(Doctor.of(client)::check).start();
  private final AdminClient admin =
      AdminClient.builder().clientCredentials("sample", "sample").build();

  /** A record of documents. */
  public record Row(String id, String title) {}

  /** Returns the sample values; objects of the client are valid until this object is closed. */
  public SampleValues values() {
    Index index = client.indexAt(HOST);
    DocumentIndex documents = client.documentsAt(HOST);
    TypedDocumentIndex<Row> typed = documents.as(Row.class);
    return new SampleValues()
        .createdBy(
            VectorResponses.class,
            NamespaceResponses.class,
            DocumentResponses.class,
            RecordResponses.class,
            InferenceResponses.class,
            ControlResponses.class,
            ImportResponses.class,
            BulkReports.class,
            RouteReports.class)
        .named("host", () -> HOST)
        .named("apiKey", () -> KEY)
        .named("email", () -> "sample@sample.test")
        .named("source", () -> "origin")
        .named("alias", () -> "live")
        .named("text", () -> "two words")
        .named("uri", () -> "s3://sample/folder")
        .named("recordClass", () -> Row.class)
        .with(Pinelink.class, () -> client)
        .with(AsyncPinelink.class, client::async)
        .with(AdminClient.class, () -> admin)
        .with(AsyncAdminClient.class, admin::async)
        .with(ControlPlane.class, client::controlPlane)
        .with(AsyncControlPlane.class, () -> client.controlPlane().async())
        .with(Inference.class, client::inference)
        .with(AsyncInference.class, () -> client.inference().async())
        .with(Index.class, () -> index)
        .with(AsyncIndex.class, index::async)
        .with(RecordIndex.class, () -> client.recordsAt(HOST))
        .with(AsyncRecordIndex.class, () -> client.recordsAt(HOST).async())
        .with(Namespaces.class, index::namespaces)
        .with(AsyncNamespaces.class, () -> index.namespaces().async())
        .with(Imports.class, index::imports)
        .with(AsyncImports.class, () -> index.imports().async())
        .with(DocumentIndex.class, () -> documents)
        .with(AsyncDocumentIndex.class, documents::async)
        .with(TypedDocumentIndex.class, () -> typed)
        .with(AsyncTypedDocumentIndex.class, typed::async)
        .with(Record.class, () -> new Row("sample", "sample"))
        .with(DocumentMapper.class, () -> DocumentMapper.of(Row.class))
        .with(Route.class, index::route)
        .with(ClientBuilder.class, Pinelink::builder)
        .with(PaginatedRequest.class, PageRequest::all)
        .with(PaginatedRequest.Builder.class, PageRequest::builder)
        .with(SinkIndex.class, () -> IndexTarget.at(IndexTarget.Kind.VECTORS, HOST).sink(client))
        .with(Doctor.class, () -> Doctor.of(client))
        .with(RouteWatch.class, () -> watch)
        .with(ConnectRule.class, () -> ConnectRule.forHost(HOST).dial("sample.test"))
        .with(HttpProxy.class, ClientSamples::proxy)
        .with(InetSocketAddress.class, ClientSamples::loopback)
        .with(SocketAddress.class, ClientSamples::loopback)
        .with(X509Certificate.class, ClientSamples::certificate)
        .with(Enum.class, () -> Metric.COSINE)
        .with(IndexSchema.class, () -> IndexSchema.builder().sparseVector("sample").build())
        .with(IndexSpec.class, () -> IndexSpec.serverless(Cloud.AWS, "us-east-1"))
        .with(DocumentUpdate.class, () -> DocumentUpdate.builder("sample").remove("field").build())
        .with(
            UpdateProjectRequest.class,
            () -> UpdateProjectRequest.builder("sample").name("other").build())
        .with(
            UpdateApiKeyRequest.class,
            () -> UpdateApiKeyRequest.builder("sample").name("other").build())
        .with(
            ConfigureIndexRequest.class,
            () -> ConfigureIndexRequest.builder("sample").tag("key", "value").build())
        .with(
            UpdateBackupScheduleRequest.class,
            () -> UpdateBackupScheduleRequest.builder("sample").enabled(true).build())
        .with(KeyStore.class, ClientSamples::keyStore);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 443);
  }

  private static HttpProxy proxy() {
    return ProxyOptions.http("sample.test", 3128).proxyFor("sample.test", 443).orElseThrow();
  }

  private static X509Certificate certificate() {
    return TlsOptions.systemTrust().trustManager().getAcceptedIssuers()[0];
  }

  private static KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("sample", certificate());
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    watch.close();
    client.close();
    admin.close();
  }
}
