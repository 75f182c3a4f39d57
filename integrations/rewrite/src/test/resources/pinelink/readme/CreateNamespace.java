import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.MetadataSchema;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.NamespaceDescription;

import java.util.concurrent.ExecutionException;

class CreateNamespace {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index(indexName);

        // create a namespace
        NamespaceDescription namespaceDescription = index.namespaces().create("some-namespace");

        // create a namespace with metadata schema
        MetadataSchema schema = MetadataSchema.of("genre", "year");
        NamespaceDescription namespaceWithSchema = index.namespaces().create(CreateNamespaceRequest.builder("some-namespace").schema(schema).build());
    }
}
