import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.NamespaceDescription;
import java.util.concurrent.ExecutionException;

class DescribeNamespace {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection(indexName);

        // describe a namespace
        NamespaceDescription namespaceDescription = index.describeNamespace("some-namespace");
    }
}
