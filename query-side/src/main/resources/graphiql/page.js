'use strict';

// What is asked goes to /graphql; a subscription's answer is a stream of server-sent events, read until its reader has had enough.

const EXAMPLE = `# A query: put an order's id into the variables below.
query Order($id: ID!) {
  order(id: $id) {
    status
    consumer { name }
    restaurant { name }
    ticket { status readyBy }
    delivery { status estimatedAt }
    events(first: 5) { edges { node { type time } } }
  }
}
`;

const post = (asked, headers) => fetch('/graphql', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, text/event-stream', ...headers },
  body: JSON.stringify(asked),
});

async function* messages(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value;
      const whole = text.split('\n\n');
      text = whole.pop();
      for (const message of whole) {
        const data = message.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart()).join('\n');
        if (data) {
          yield JSON.parse(data);
        }
      }
    }
  } finally {
    reader.cancel();
  }
}

const fetcher = async (asked, options) => {
  const response = await post(asked, options && options.headers);
  const streamed = (response.headers.get('Content-Type') || '').startsWith('text/event-stream');
  return streamed ? messages(response) : response.json();
};

ReactDOM.createRoot(document.getElementById('graphiql'))
  .render(React.createElement(GraphiQL, { fetcher, defaultQuery: EXAMPLE, defaultEditorToolsVisibility: 'variables' }));
