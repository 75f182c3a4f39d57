import io.pinecone.clients.Pinecone;
import io.pinecone.clients.AsyncIndex;
import org.openapitools.db_data.client.ApiException;

class CancelAnImport {
    void run() throws Exception {
        // Initialize pinecone object
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        // Get async imports connection object
        AsyncIndex asyncIndex = pinecone.getAsyncIndexConnection("PINECONE_INDEX_NAME");

        // Cancel import
        asyncIndex.cancelImport("2");
    }
}
