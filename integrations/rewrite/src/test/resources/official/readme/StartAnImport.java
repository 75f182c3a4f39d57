import io.pinecone.clients.Pinecone;
import io.pinecone.clients.AsyncIndex;
import org.openapitools.db_data.client.ApiException;
import org.openapitools.db_data.client.model.StartImportResponse;

class StartAnImport {
    void run() throws Exception {
        // Initialize pinecone object
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        // Get async imports connection object
        AsyncIndex asyncIndex = pinecone.getAsyncIndexConnection("PINECONE_INDEX_NAME");

        // s3 uri
        String uri = "s3://path/to/file.parquet";

        // Start an import
        StartImportResponse response = asyncIndex.startImport(uri, "123-456-789", "continue");
    }
}
