// Sends questions to this service and shows its answers. All text is set as text, never as HTML.
const element = (id) => document.getElementById(id);

function showTraffic(traffic) {
  const kind = traffic.kind.toLowerCase();
  element('kind').textContent = kind;
  element('kind').className = `badge ${kind}`;
  element('host').textContent = traffic.host;
  element('addresses').textContent = traffic.addresses.join(', ');
  element('private-calls').textContent = traffic.privateCalls;
  element('public-calls').textContent = traffic.publicCalls;
  element('reason').textContent = traffic.reason;
}

function part(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function sourceItem(source) {
  const item = document.createElement('li');
  item.append(
    part('span', 'title', source.title),
    part('span', 'score', `${source.file}, score ${source.score.toFixed(2)}`),
  );
  const passage = document.createElement('details');
  passage.append(part('summary', '', 'Passage'), part('pre', '', source.text));
  item.append(passage);
  return item;
}

function showAnswer(answer) {
  element('answer').textContent = answer.answer;
  element('model').textContent =
    answer.model === 'extractive'
      ? 'No language model is configured: the answer consists of sentences of the sources.'
      : `Written by ${answer.model} from the sources.`;
  element('sources').replaceChildren(...answer.sources.map(sourceItem));
  element('sources-title').hidden = answer.sources.length === 0;
  showTraffic(answer.traffic);
  element('found').hidden = false;
}

function showError(message) {
  element('error').textContent = message;
  element('error').hidden = false;
}

/** Returns the body of a response, or throws an error with the reason of the service. */
async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? `The service answered with status ${response.status}.`);
  return body;
}

async function ask(question) {
  if (element('ask').disabled) return;
  element('ask').disabled = true;
  element('result').setAttribute('aria-busy', 'true');
  for (const id of ['error', 'found', 'empty']) element(id).hidden = true;
  try {
    showAnswer(
      await read(
        await fetch('ask', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ question }),
        }),
      ),
    );
  } catch (error) {
    showError(error.message);
  } finally {
    element('ask').disabled = false;
    element('result').setAttribute('aria-busy', 'false');
  }
}

element('form').addEventListener('submit', (event) => {
  event.preventDefault();
  ask(element('question').value);
});

for (const example of document.querySelectorAll('.example')) {
  example.addEventListener('click', () => {
    element('question').value = example.textContent;
    ask(example.textContent);
  });
}

fetch('route')
  .then(read)
  .then(showTraffic)
  .catch((error) => showError(error.message));
