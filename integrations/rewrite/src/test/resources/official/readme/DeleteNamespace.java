import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import java.util.concurrent.ExecutionException;

class DeleteNamespace {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection(indexName);

        // delete a namespace
        index.deleteNamespace("some-namespace");
    }
}
