import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.MetadataFieldProperties;
import io.pinecone.proto.MetadataSchema;
import io.pinecone.proto.NamespaceDescription;
import java.util.concurrent.ExecutionException;

class CreateNamespace {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection(indexName);

        // create a namespace
        NamespaceDescription namespaceDescription = index.createNamespace("some-namespace");

        // create a namespace with metadata schema
        MetadataSchema schema = MetadataSchema.newBuilder()
            .putFields("genre", MetadataFieldProperties.newBuilder().setFilterable(true).build())
            .putFields("year", MetadataFieldProperties.newBuilder().setFilterable(true).build())
            .build();
        NamespaceDescription namespaceWithSchema = index.createNamespace("some-namespace", schema);
    }
}
