import io.pinecone.clients.Pinecone;
import io.pinecone.clients.AsyncIndex;
import org.openapitools.db_data.client.ApiException;
import org.openapitools.db_data.client.model.ListImportsResponse;

class ListImports {
    void run() throws Exception {
        // Initialize pinecone object
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        // Get async imports connection object
        AsyncIndex asyncIndex = pinecone.getAsyncIndexConnection("PINECONE_INDEX_NAME");

        // List imports
        ListImportsResponse response = asyncIndex.listImports(100, "some-pagination-token");
    }
}
