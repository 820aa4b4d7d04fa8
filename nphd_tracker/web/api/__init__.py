"""/api/v1: what programs ask and send. The same functions as the pages, the same JSON as the commands.

    addresses                where it lies, and whether a request is for it
    problem_details          what went wrong, as application/problem+json
    bearer                   a token -> who asks, and what it may do
    blueprints               what every group of operations has in common
    asked  fields  schemas   what is asked for and what is answered, for the OpenAPI document
    answers                  documents with their tag, in pages; CSV
    described                values -> JSON, where no command has it
    numbers  agreements  imports  follow_ups    the operations
    application              put together; the OpenAPI document
    reference  token_page    the page made of that document; the page of one's own tokens

A program is recognised by its token alone, never by a cookie.
"""
